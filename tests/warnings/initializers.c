/* Initialisers that leave members out, elide braces, or say the same twice. */
struct s { int a, b; struct { int x, y; } c; int d[2]; };
struct s v = {
  1
  ,
};
struct s w = { 1, 2,
  3, 4,
  5 };
struct s w0 = { 0 };
struct s w1 = { 1, 2, { 3 } };
struct s w2 = { 1, 2, { 0 }, { 0 } };
struct s z = { .a = 1, .a = 2 };
struct s z2 = { 1, .a = 2 };
struct s z3 = { .c = { 1, 2 }, .c.x = 2 };
struct s z4 = { .c.x = 2, .c = { 1, 2 } };
int arr[] = { [0 ... 9] = 1, [3] = 2 };
int m[2][2] = { 1, 2, 3, 4 };
int m0[2][2] = { 0 };
int m1[2][2] = { 0, 0 };
int m2[2][2] = { { 1, 2 }, 3, 4 };
struct o { struct s a; int b; } q = { 1 };
struct o q2 = { { 1 } };
struct o q3[2] = { { 1 }, 2 };
struct o q4[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
int ex[2] = { 1, 2, 3 };
int sc = { 1, 2 };
int *pp[2][2] = { { 0, 4 } };
char str[2] = "abcd";
char sts[2][2] = { "abcd" };
union u { int a; float b; } un = { 1, 2 };
struct e { int a; int fl[]; } ee = { 1 };
struct b { int a : 3; int : 4; int c : 2; } bb = { 1 };
struct s des = { .a = 1 };
struct s des2 = { 1, .b = 3, {1} };
int g(void);
void f(void) { struct s l = { 1, "a" }; (void)l; (void)(struct s){ "b" }; struct o k = { .a.c.x = "q", .b = { "z" } }; (void)k; 
 int t = { "a" }; char c2[2] = { "abcd" }; (void)t; (void)c2; }
void h(void) { struct s l = { .a = g(), .a = 2 }; (void)l; }
struct zi { int a, b; };
struct zo { struct zi i; int c; };
struct zo za = { { 0 } };
struct zo zb = { 0 };
struct zo zc = { { 0, 0 } };
struct zo zd = { 0, 0 };
int zm[2][1] = { 0, 0 };
struct zi ze = { 0.0 };
struct zi zf = { (void *)0 };
struct zi zg = { '\0' };
struct zi zh = { 1 - 1 };
struct zi zj = { };
struct zo zk = { .i = 1 };
struct zo zl = { .i = { 1 }, 2 };
struct zo zn = { .i = { 1 } };
struct zo zp[2] = { { { 0 } }, 0 };
struct zi zq[] = { 0, 0, 0 };
struct zs { struct zi *p; int z; } zr = { 0 };
void fn(int v) { struct zo x = { v }; struct zo y = { { v } }; int z[2][2] = { v, v };
 struct zo t = { .i.a = 2, 3 }; struct zo u = { .i.a = 2, 3, 4 }; struct zo w = { .c = 2, };
 struct { int t; struct zi i[2]; int l; } big = { 1, { 1, 2, 3, 4 }, 5 }, big2 = { 1, 2, 3, 4, 5, 6 };
  union { struct zi i; int j; } un = { 1 }, un2 = { 1, 2 }, un3 = { .i = 1, 2 }; struct { union { int a; float f; }; int b; } an = { 1, 2 }, an2 = { 1 }; struct { struct { int a, b; }; int c; } ax = { 1, 2, 3 }; 
 }
