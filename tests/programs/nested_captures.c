/* Nested functions: captured objects, trampolines, jumps out, labels of their own, functions within them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int apply(int (*f)(int), int x){ return f(x); }
static int outer(int n){ int total=0; struct {int a,b;} loc={n,2*n}; int arr[n+1]; for(int i=0;i<=n;i++) arr[i]=i;
  auto int add(int);
  int twice(int x){ return add(x)+add(x); }
  int add(int k){ total+=k*loc.a; return total+arr[k%(n+1)]; }
  int deep(int x){ int inner(int y){ return y + loc.b + twice(y) ; } return apply(inner,x)+inner(1); }
  return apply(deep,3)+apply(add,2)+twice(1)+total; }
static int find(int *v,int n,int want){ __label__ found; int at=-1; 
  void visit(int i){ if(v[i]==want){ at=i; goto found; } if(i+1<n) visit(i+1);} 
  visit(0); return -1; found: return at; }
static int sorted(int *v,int n){ int cmps=0; int cmp(const void*a,const void*b){ cmps++; return *(int*)a-*(int*)b;} qsort(v,n,sizeof *v,cmp); return cmps>0; }
static int rec(int n, int (*f)(void)){ int mine(void){ return n; } if(n==0) return f(); return rec(n-1, n==2?mine:f); }
#define MAX(a,b) ({ __label__ done; int _r; __typeof__(a) _a=(a); __typeof__(b) _b=(b); if(_a>_b){_r=_a; goto done;} _r=_b; done: _r; })
static int jump(int k){ __label__ out; int r=0; void a(int x){ char buf[x+16]; memset(buf,1,sizeof buf); void b(void){ r+=buf[3]+x; if(x>2) goto out; a(x+1);} b(); } a(k); r=-1; out: return r; }
static double fl(double d){ double g(float f, long double l, char c){ return d+f+l+c; } return g(1,2,3); }
struct big{int x[20];}; static struct big sb(int n){ struct big mk(int m){ struct big b={{n,m}}; return b;} return mk(n+1); }
static inline int in(int q){ int z(void){return q*2;} return z(); }
int main(void){ printf("%d %d\n", outer(3), outer(5)); int v[]={5,3,9,1}; printf("%d %d\n", find(v,4,9), find(v,4,7)); sorted(v,4); printf("%d %d %d %d\n",v[0],v[1],v[2],v[3]);
 printf("%d %d\n", rec(5,0), MAX(3,4)+MAX(9,2)); printf("%d %d %g\n", jump(0), jump(5), fl(0.5)); printf("%d %d\n", sb(4).x[0], sb(4).x[1]); printf("%d\n", in(21));
 for(int i=0;i<3;i++){ int f(int x){ return x*i; } printf("%d ", apply(f,i+1)); } puts(""); }
