/* GNU C's corners: transparent unions, empty and zero-length objects, packing, ranges, omitted operands, offsetof,
 * statement expressions in odd places, differences of labels, long double, __int128. */
#include <stdio.h>
#include <stddef.h>
#include <stdarg.h>
#include <string.h>
union U { char *s; long i; double *f; } __attribute__((transparent_union));
typedef union { const int *ci; const unsigned *cu; void *v; } TU __attribute__((transparent_union));
static int tu(union U u){ return u.i; } static int tp(TU t){ return *t.ci; }
struct E {}; struct Z { int n; char d[0]; int after[0]; }; struct F { int n; short d[]; };
static struct F ff = { 3, {1,2,3} }; static struct E ge; struct H { struct E e; int x; struct E f[3]; };
struct __attribute__((packed)) PK { char a; int b; struct { char c; long d; } e; short f:9; int g:20; } ;
struct AL { char a; int b __attribute__((aligned(16))); char c; } __attribute__((aligned(64)));
typedef int al32 __attribute__((aligned(32))); struct AT { char c; al32 x; }; typedef int ua __attribute__((aligned(1))); struct UA { char c; ua x; };
struct PB { int a:3 __attribute__((packed)); int b:30 __attribute__((packed)); char c; }; struct M { char c; int x __attribute__((packed)); long y; };
#pragma pack(push,2)
struct P2 { char a; long b; int c:5; };
#pragma pack(pop)
static int sw(int x){ switch(x){ case -5 ... -1: return 1; case 0: return 2; case 1 ... 1000: return 3; case 'a'+5000 ... 'z'+5000: return 4; default: return 5; } }
static int uns(unsigned char c){ switch(c){ case 0 ... 127: return 1; case 128 ... 255: return 2;} return 3; }
static int cnt; static int next(void){ return ++cnt; }
struct Nest { int a; struct { int b; union { int c; char d[4]; struct { short e[3]; } f; }; } arr[4]; int m[2][3]; };
static int vpl(int n, ...) ;
static inline __attribute__((always_inline)) int fwd(int n, ...) { return vpl(n, __builtin_va_arg_pack()) + __builtin_va_arg_pack_len(); }
static int vpl(int n, ...){ va_list ap; va_start(ap,n); int s=0; while(n--) s+=va_arg(ap,int); va_end(ap); return s; }
__attribute__((noinline)) static void *ra(void){ return __builtin_extract_return_addr(__builtin_return_address(0)); }
__attribute__((noinline)) static int fa(void){ return __builtin_frame_address(0)!=0; }
static const char *kind(int k){ return k? "y":"n"; }
int main(void){
 printf("%d %d %d\n", tu((char*)5), tu((union U){.i=7}), tp(&(int){9})); unsigned uu=4; printf("%d\n", tp(&uu));
 printf("%zu %zu %zu %zu %zu\n", sizeof(struct E), sizeof ge, sizeof(struct Z), sizeof(struct H), sizeof(struct F)); printf("%d %zu\n", ff.d[2], offsetof(struct Z, after));
 printf("%zu %zu %zu %zu %zu %zu\n", sizeof(struct PK), offsetof(struct PK,e), sizeof(struct AL), offsetof(struct AL,b), sizeof(struct AT), offsetof(struct AT,x));
 printf("%zu %zu %zu %zu %zu %zu %zu\n", sizeof(struct UA), offsetof(struct UA,x), sizeof(struct PB), sizeof(struct M), offsetof(struct M,y), sizeof(struct P2), offsetof(struct P2,b));
 struct PK pk; memset(&pk,0,sizeof pk); pk.b=0x12345678; pk.e.d=-1; pk.f=-200; pk.g=0x7ffff; unsigned char *p=(void*)&pk; for(unsigned i=0;i<sizeof pk;i++) printf("%02x",p[i]); puts("");
 for(int i=-6;i<3;i++) printf("%d",sw(i)); printf("%d%d%d %d%d\n",sw(1000),sw(1001),sw('m'+5000),uns(100),uns(200));
 int x = next() ?: 7; int y = (cnt=-1, next()) ?: 7; printf("%d %d %s\n", x, y, (char*)0 ?: "null");
 printf("%zu %zu %zu\n", offsetof(struct Nest, arr[2].f.e[1]), offsetof(struct Nest, m[1][2]), __builtin_offsetof(struct Nest, arr[x].c));
 printf("%d %d %d\n", __builtin_types_compatible_p(int, const int), __builtin_types_compatible_p(int[], int[5]), __builtin_types_compatible_p(int*, const int*));
 printf("%d %zu\n", __builtin_choose_expr(1, 5, (void)0), sizeof(__builtin_choose_expr(0, (char)1, 2.0)));
 printf("%d\n", fwd(3,10,20,30)); printf("%d %d\n", ra()!=0, fa());
 int arr[({ int q=3; q+1; })]; printf("%zu\n", sizeof arr); int init[] = { [0 ... 3] = 7, [2] = 1, [5] = 9 }; for(unsigned i=0;i<6;i++) printf("%d ",init[i]); puts("");
 for(int i=({int k=0;k;}); ({i<3;}); ({i++;})) printf("%d", i); puts(""); if(({ int z=3; z>2; })) puts("se"); printf("%d\n", ({ ({ 5; }) + ({ 6; }); }));
 static int tab[]={&&A-&&A,&&B-&&A,&&C-&&A}; int idx=0; goto *(&&A+(long)tab[1]); A: puts("A"); return 0; B: puts("B"); idx=2; goto *(&&A+(long)tab[idx]); C: puts("C");
 long double ld=1.0L/3; unsigned char b[16]; memset(b,0,16); memcpy(b,&ld,10); for(int i=0;i<10;i++) printf("%02x",b[i]); printf(" %Lg %d %d\n", ld*3, (int)(ld*1e9L), ld==1.0/3); long double big=1e4000L; printf("%Lg %Lg %d\n", big*10, -big, big>1e300L); unsigned long long ull=(unsigned long long)18446744073709551615.0L; printf("%llu %Lf\n", ull, (long double)ull); 
 __int128 i=(__int128)1<<100; unsigned __int128 u=-1; i=i*3/7; printf("%llx %llx %llx %d\n", (unsigned long long)(i>>64), (unsigned long long)i, (unsigned long long)(u%1000000007), (int)(u>>125)); printf("%g %g %d\n", (double)i, (double)u, (int)((__int128)-5/2)); 
 printf("%d\n", __builtin_classify_type(1.0)+__builtin_classify_type("a")*10); printf("%s %s\n", kind(__builtin_constant_p(3)), kind(sizeof(struct {int a; struct {int b;};})==8)); int (*fp)(int)=sw; printf("%d %d %d\n", (*fp)(0), (**fp)(0), (&*fp)(0)); extern int sw2(int) __attribute__((alias("sw3"))); return 0; }
int sw3(int a){return a;}
