/* What __alignof__ and _Alignof say of objects and members: attributes, packing, #pragma pack, type names. */
extern int e; extern int e __attribute__((aligned(32))); int e;
#include <stdio.h>
struct S{ int a __attribute__((packed)); int b __attribute__((aligned(16))); char c; short d __attribute__((packed,aligned(2))); double e; int f[3] __attribute__((aligned(8))); struct{int x;} g __attribute__((packed)); int h: 3; char i[7];} s;
struct P{ int a; char b; short c; double d; int e __attribute__((aligned(4)));} __attribute__((packed)) p, *pp;
#pragma pack(2)
struct Q{ char a; int b; double d; long double e;} q;
#pragma pack()
union U { int a; double d __attribute__((packed)); } u;
int v __attribute__((aligned(2))); int arr[4] __attribute__((aligned(64)));
typedef int T16 __attribute__((aligned(16))); struct R { T16 a; const T16 b; } r;
#define A(x) printf("%s %zu %zu\n", #x, __alignof__(x), _Alignof(x));
void f2(void); int main(){ f2(); A(e) A(s.a) A(s.b) A(s.c) A(s.d) A(s.e) A(s.f) A(s.f[1]) A(s.g) A(s.g.x) A(s.i) A(s) A(p.a) A(p.b) A(p.c) A(p.d) A(p.e) A(pp->d) A((*pp)) A(q.a) A(q.b) A(q.d) A(q.e) A(u.a) A(u.d) A(v) A(arr) A(arr[0]) A(r.a) A(r.b) A(((struct S*)0)->b) A((s.b)) A((0,s.b)) A(&s.b) }
int v2 __attribute__((aligned(2)))=5; static int v3 __attribute__((aligned(1))); extern int v4 __attribute__((aligned(2)));
void f2(void){ int l __attribute__((aligned(2)))=3; static int m __attribute__((aligned(2)))=3; A(v2) A(v3) A(l) A(m) A(v4)}
