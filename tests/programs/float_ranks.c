/* The usual arithmetic conversions among float, double, long double, _FloatN and _FloatNx. */
#include <stdio.h>
#define N(e) _Generic((e), float: "float", double: "double", long double: "long double", _Float16: "f16", _Float32: "f32", _Float64: "f64", _Float128: "f128", _Float32x: "f32x", _Float64x: "f64x")
#define P(a,b) printf("%s + %s: %s %s\n", #a, #b, N((a)0+(b)0), N(n ? (a)0 : (b)0));
#define R(a) P(a,float) P(a,double) P(a,long double) P(a,_Float32) P(a,_Float64) P(a,_Float128) P(a,_Float32x) P(a,_Float64x) P(a,int)
typedef long double L; 
int main(int n,char**v){ R(float) R(double) R(long double) R(_Float32) R(_Float64) R(_Float128) R(_Float32x) R(_Float64x) }
