/* Statements of every kind, for a debugger to step through: where it stops, and what it sees, is as in GCC's code. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#define SQUARE(x) ((x) * (x))
#define BOTH(a, b) do { a; \
   b; } while (0)
typedef int (*binop)(int, int);
union u { int i; float f; char c[4]; };
struct list { struct list *next; int value; const char *name; };
struct bits { unsigned a : 1; int b : 7; long long c : 40; _Bool d : 1; };
enum { ANON_A, ANON_B };
typedef enum mode { OFF, ON = 10, AUTO = -1 } mode;
static struct list *head;
long double ld = 1.5L;
double _Complex dc = 1.0 + 2.0i;
float floats[3] = { 1, 2, 3 };
int matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
volatile int vol;
const volatile unsigned char cv = 7;
__int128 wide = 5;
_Bool flag = 1;
struct { int anon; } unnamed = { 4 };
struct flex { int n; char data[]; };
typedef int v4 __attribute__((vector_size(16)));
v4 vec = { 1, 2, 3, 4 };

static int add(int a, int b)
{
  return a + b;
}

static int
twice(int v)
{
  int r;
  r = v * 2;
  return r;
}

struct list *push(int value, const char *name)
{
  struct list *n = malloc(sizeof *n);
  n->value = value;
  n->name = name;
  n->next = head;
  head = n;
  return n;
}

int variadic(int count, ...)
{
  va_list ap;
  int s = 0;
  va_start(ap, count);
  while (count-- > 0)
    s += va_arg(ap, int);
  va_end(ap);
  return s;
}

int control(int n)
{
  int r = 0;
  if (n > 2
      && n < 100)
    r = 1;
  else
    r = 2;
  switch (n) {
  case 1:
    r += 10;
    break;
  case 5:
    r += 50;
    /* fall through */
  case 6:
    r += 60;
    break;
  default:
    r = 0;
  }
  do {
    r--;
    if (r % 7 == 0)
      continue;
    if (r < 100)
      break;
  } while (r > 0);
  for (;;) {
    if (r++ > 110)
      goto out;
  }
out:
  BOTH(r++, r++);
  r = SQUARE(r);
  r = add(r,
          twice(3));
  return r > 5 ? r
               : -r;
}

void nothing(int x)
{
  if (x)
    return;
  vol = 1;
}

int fact(int n) { return n <= 1 ? 1 : n * fact(n - 1); }

int nested(int k)
{
  int inner(int j) { return j + k; }
  int r = inner(2);
  return r;
}

int main(void)
{
  union u u;
  struct bits b = { 1, -3, 123456789, 1 };
  mode m = AUTO;
  binop op = add;
  char text[] = "hello";
  char *s = text;
  u.f = 1.0f;
  push(1, "one");
  push(2, "two");
  int v = variadic(3, 1, 2, 3);
  v += control(5);
  nothing(1);
  nothing(0);
  v += fact(4);
  v += op(v, b.b);
  v += nested(v);
  {
    int v = 3;
    {
      long v = 4;
      m = ON;
      vol += v;
    }
    vol += v;
  }
#line 500 "other.c"
  vol = v;
  return s[0] == m;
}
