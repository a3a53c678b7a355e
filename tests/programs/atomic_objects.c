/* _Atomic as specifier and qualifier on every kind of type, and what its operators give. */
#include <stdio.h>
#include <stdatomic.h>
#include <stdbool.h>
struct S3 {
    char c[3];
};
struct S12 {
    int a[3];
};
struct S16 {
    long a, b;
};
struct S5 {
    char c[5];
};
struct S24 {
    long a[3];
};
_Atomic struct S3 s3;
_Atomic(struct S12) s12;
_Atomic struct S16 s16;
_Atomic struct S5 s5;
_Atomic struct S24 s24;
_Atomic int ai;
int *_Atomic p;
_Atomic bool ab;
_Atomic float af;
_Atomic double ad;
_Atomic long double ald;
_Atomic(int *) q;
_Atomic unsigned char uc = 250;
_Atomic short sh;
_Atomic __int128 i128;
_Atomic _Complex float cf;
_Atomic _Complex double cd;
struct {
    _Atomic char c;
    _Atomic struct S3 s;
    _Atomic int bf;
} st;
enum E { A, B };
_Atomic enum E ae;
union U {
    int i;
    float f;
};
_Atomic union U au;
int arr[5];
int main(void) {
    printf("%zu %zu %zu %zu %zu\n", sizeof s3, sizeof s12, sizeof s16, sizeof s5, sizeof s24);
    printf("%zu %zu %zu %zu %zu\n", _Alignof(_Atomic struct S3), _Alignof(_Atomic struct S12),
           _Alignof(_Atomic struct S16), _Alignof(_Atomic struct S5), _Alignof(_Atomic struct S24));
    printf("%zu %zu %zu %zu\n", sizeof st, sizeof cf, _Alignof(_Atomic _Complex float),
           _Alignof(_Atomic _Complex double));
    printf("%zu %zu\n", _Alignof(_Atomic long double), sizeof(_Atomic long double));
    ai++;
    ++ai;
    ai += 5;
    ai *= 3;
    ai -= 1;
    ai /= 2;
    ai %= 7;
    ai <<= 3;
    ai |= 1;
    ai ^= 2;
    ai &= 0xff;
    ai >>= 1;
    printf("%d\n", ai--);
    printf("%d\n", --ai);
    p = arr;
    p++;
    p += 2;
    printf("%td\n", p - arr);
    printf("%td\n", p++ - arr);
    q = arr;
    q--;
    ++q;
    printf("%td\n", q - arr);
    ab = 5;
    printf("%d\n", ab);
    ab++;
    ab--;
    printf("%d\n", ab);
    ab |= 4;
    printf("%d\n", ab);
    ab ^= 1;
    printf("%d\n", ab);
    ab += 2;
    printf("%d\n", ab);
    af = 1.5f;
    af += 2;
    af *= 2;
    af++;
    printf("%g\n", af--);
    printf("%g\n", af);
    ad /= 2;
    ad -= 1.25;
    ad += 2.0 + 3.0i;
    printf("%g\n", ad);
    ald = 2;
    ald *= ald;
    printf("%Lg\n", ald);
    uc += 10;
    printf("%d\n", uc);
    uc -= 20;
    printf("%d\n", uc--);
    sh = 32767;
    sh++;
    printf("%d\n", sh);
    i128 = 1;
    i128 <<= 100;
    i128++;
    printf("%d\n", (int)(i128 >> 100));
    cf = 1.0f;
    cf += 2.0f;
    float re = __real__ cf;
    printf("%g\n", re);
    cd = 3;
    cd *= 2;
    double rd = __real__ cd;
    printf("%g\n", rd);
    struct S3 t = {{1, 2, 3}};
    s3 = t;
    struct S3 u = s3;
    printf("%d\n", u.c[2]);
    struct S12 v = {{1, 2, 3}};
    s12 = v;
    v.a[0] = 9;
    v = s12;
    printf("%d\n", v.a[0]);
    struct S24 w = {{1, 2, 3}};
    s24 = w;
    w.a[2] = 0;
    w = s24;
    printf("%ld\n", w.a[2]);
    struct S16 x = {1, 2};
    s16 = x;
    x = s16;
    printf("%ld\n", x.b);
    struct S5 y = {{1, 2, 3, 4, 5}};
    s5 = y;
    y = s5;
    printf("%d\n", y.c[4]);
    ae = B;
    ae++;
    printf("%d\n", ae);
    union U uu = {.i = 3};
    au = uu;
    uu = au;
    printf("%d\n", uu.i);
    _Atomic int *pa = &ai;
    *pa = 7;
    (*pa)++;
    printf("%d\n", *pa);
    int r = (ai = 3, ai += ai);
    printf("%d\n", r);
    atomic_int z = ATOMIC_VAR_INIT(3);
    atomic_fetch_add(&z, 4);
    printf("%d\n", atomic_load(&z));
    int e = 7;
    printf("%d\n", atomic_compare_exchange_strong(&z, &e, 9));
    printf("%d\n", z);
    atomic_flag fl = ATOMIC_FLAG_INIT;
    printf("%d\n", atomic_flag_test_and_set(&fl));
    printf("%d\n", atomic_flag_test_and_set(&fl));
    struct S24 ex = {{4, 5, 6}};
    struct S24 old = atomic_exchange(&s24, ex);
    printf("%ld\n", old.a[0]);
    printf("%d\n", atomic_is_lock_free(&ai));
    printf("%d %d\n", _Generic(ai, int : 1, default : 2), _Generic(&ai, _Atomic int * : 1, default : 2));
    printf("%d\n", _Generic((typeof(ai) *)0, int * : 1, _Atomic int * : 2));
    _Atomic int lc = 5;
    int arr2[2] = {lc, lc};
    printf("%d\n", arr2[1]);
    printf("%d\n", lc ? 1 : 2);
    for (_Atomic int i = 0; i < 3; i++) printf("%d", i);
    switch (lc) {
    case 5:
        puts("5");
    }
    printf("%d %d\n", !lc, -lc);
    return 0;
}
