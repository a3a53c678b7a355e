/* Functions whose result types are defined on the spot, and what stands around them. */
#include <stdio.h>
struct bits { unsigned low : 4; int (*call)(int); } make() { struct bits b = { 5, 0 }; return b; }
enum color { RED = 1, GREEN = (2) } next(enum color c) { return c == RED ? GREEN : RED; }
struct pair { int a[2]; } old(a) int a; { struct pair p = { { a, a + 1 } }; return p; }
struct { int (*f)(int); int b : 3; } one = { 0, 1 }, more[] = { { 0, 2 } };
typedef struct late late;
extern late object;
struct late { long l; };
int aligned[__alignof__(object) >= __alignof__(long) ? 1 : -1];
late object = { 7 };
int main(void)
{
    printf("%d %d %d %d %d %ld\n", make().low, next(RED), old(3).a[1], one.b, more[0].b, object.l);
    return sizeof aligned != sizeof(int);
}
