/* Statements that look as if the one before guarded them; columns count, also those of tabs. */
int a, b, foo(void), bar(void), baz(int);
#define M foo();
#define P foo()
#define N bar()
#define GB if (a) foo();
#define ID(x) x
void f1(void) {
  if (a)
    foo();
    bar();
  if (a) foo(); bar();
  while (a)
    foo(); bar();
  for (;a;)
    foo();
    bar();
  if (a)
    foo();
  else
    bar();
    foo();
  if (a);
    foo();
  while (a);
  { foo(); }
  for (;a;);
    { foo(); }
  if (a)
    ;
    foo();
  if (a)
  foo();
  bar();
  if (a)
  if (b)
    foo();
  bar();
	if (a)
        foo();
        bar();
  foo(); if (a) foo(); bar();
  if (a)
    foo();
#if 1
    bar();
#endif
  if (a)
    M
    bar();
  if (a) {
    foo();
  } else
  foo();
  bar();
  if (a) {
    foo();
  } else
    foo();
    bar();
  while (b)
    if (a)
      foo();
      bar();
  for (;b;)
    while (a)
      foo();
    bar();
  if (a)
    foo();;
  if (a)
    return;
    int x = 1;
  (void)x;
  if (a)
      foo();

      /* comment */
      (*foo)();
  if (a)
    foo();
  /* less */
    bar();
  if (a) foo(); else bar(); baz(1);
  if (a)
    foo(); else bar();
    baz(2);
  switch (a) { case 1: if (b) foo(); bar(); break; default:
    if (b)
      foo();
      break;
  }
  if (a) foo(); if (b) bar();
  if (a)
	foo();
        bar();
}
void f2(void) {
  if (a)
    M
    bar();
  if (a)
    P;
    bar();
  if (a)
    foo();
    N;
  if (a)
    P;
    N;
  GB
    bar();
  GB bar();
  if (a) P; bar();
  if (a) foo(); N;
  if (a)
    ID(foo());
    bar();
}

#define LOG(level, ...) do { if (level) __VA_ARGS__, foo(); if (level > 5) bar(); } while (0)
#define LOG_AT(level, ...) LOG(level, __VA_ARGS__)
void logging(int a)
{
  if (a)
  {
    LOG(1, foo());
    LOG_AT(2, bar());
    LOG(1,
        bar());
  }
}
