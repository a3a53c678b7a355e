/* Jumps: each has a place of its own to stop at, and no join of control has one. */
volatile int vol;
void nothing(int x)
{
  if (x)
    return;
  vol = 1;
}
void two(int x)
{
  if (x) {
    vol = 3;
    return;
  }
  vol = 1;
  return;
}
int three(int x)
{
  for (;;) {
    if (x++ > 2)
      goto out;
    if (x == 1)
      continue;
    if (x == 2)
      vol = 1;
    else
      vol = 2;
  }
out:
  while (x < 10) {
    x++;
    if (x == 7)
      break;
    if (x == 4)
      vol = 1;
    else
      vol = 2;
  }
  return x;
}
int main(void)
{
  nothing(1);
  nothing(0);
  two(1);
  two(0);
  three(0);
  return 0;
}
