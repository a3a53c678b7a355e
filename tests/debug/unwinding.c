/* A stack of frames of many shapes, with a signal's on top: the unwind tables alone tell the way down. */
#include <alloca.h>
#include <signal.h>
#include <stdlib.h>

#define APART __attribute__((noinline, noclone))
static volatile int sink;

static APART void handler(int number)
{
  sink = number;
}

static APART int leaf(int n)
{
  raise(SIGUSR1);
  return n + sink;
}

static APART int spilled(int a, int b, int c, int d, int e, int f, int g, int h)
{
  int before = a * b + c, after = leaf(d * e) + f * g - h;
  return before + after + a + b + c + d + e + f + g + h;
}

static APART int dynamic(int n)
{
  char *room = alloca(n * 7);
  int array[n];
  for (int i = 0; i < n; i++)
    array[i] = room[i] = i;
  sink = array[n - 1];
  return spilled(1, 2, 3, 4, 5, 6, 7, room[n - 1]) + array[n / 2];
}

static APART int aligned(int n)
{
  _Alignas(64) char room[64];
  room[n] = n;
  sink = room[n];
  return dynamic(n) + room[n];
}

static APART int compare(const void *a, const void *b)
{
  int difference = *(const int *)a - *(const int *)b;
  if (!sink)
    difference += aligned(5) > 1000000;
  return difference;
}

int main(void)
{
  int values[3] = { 3, 1, 2 };
  signal(SIGUSR1, handler);
  qsort(values, 3, sizeof *values, compare);
  return values[0] - 1;
}
