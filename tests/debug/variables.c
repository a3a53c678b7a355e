/* Variables: shadowed, static, of variable length, captured, passed in every way; and a backtrace out of a handler. */
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct small { short a; char b; } small;
typedef struct { double x, y; } pair;
typedef struct big { int values[10]; struct big *next; const char *const name; } big;
typedef long counter;
typedef const counter *counters;
typedef int (*callback)(small, pair, big);

static int level;
static volatile sig_atomic_t seen;

static int take(small s, pair p, big b)
{
  int sum = s.a + s.b;
  sum += (int)(p.x + p.y);
  for (int i = 0; i < 10; i++) {
    int sum = b.values[i];
    level += sum;
  }
  return sum + level;
}

static pair make(double x)
{
  pair p = { x, x * 2 };
  return p;
}

static big grow(int first)
{
  big b = { { first, first + 1 }, 0, "big" };
  return b;
}

static int shadows(int x)
{
  int y = x;
  {
    int y = x + 1;
    {
      const char *y = "inner";
      level += y[0];
    }
    level += y;
  }
  if (x) {
    counter n = 5;
    counters c = &n;
    level += *c;
  }
  return y;
}

static int counted(void)
{
  static int calls = 3;
  calls += 2;
  return calls;
}

static int lengths(int n, int m)
{
  int first[n];
  char second[n][m];
  for (int i = 0; i < n; i++)
    first[i] = i * i;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++)
      second[i][j] = 'a' + i + j;
  level = first[n - 1];
  return second[1][1];
}

static int formatted(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int first = va_arg(arguments, int);
  double second = va_arg(arguments, double);
  va_end(arguments);
  return first + (int)second;
}

static void handler(int number)
{
  seen = number;
}

static int raised(int depth)
{
  if (depth)
    return raised(depth - 1) + 1;
  raise(SIGUSR1);
  return 0;
}

int main(int argc, char **argv)
{
  small s = { 1, 2 };
  pair p = make(1.5);
  big b = grow(7);
  callback c = take;
  level = c(s, p, b);
  shadows(4);
  counted();
  counted();
  lengths(3, 2);
  formatted("x", 1, 2.0);
  signal(SIGUSR1, handler);
  raised(2);
  register int fast = argc;
  return fast == 100;
}
