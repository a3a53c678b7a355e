/* <stdatomic.h> on structures, long double and float; atomic members, arrays and constants. */
#include <stdatomic.h>
#include <stdio.h>
struct S {
    int a[6];
};
_Atomic struct S s;
_Atomic long double ld = 3;
_Atomic int ai;
_Atomic float af;
int main(void) {
    typeof(ai) q = 3;
    q++;
    struct S t = {{1}}, u;
    atomic_store(&s, t);
    u = atomic_load(&s);
    printf("%d\n", u.a[0]);
    long double v = atomic_load(&ld);
    printf("%Lg\n", v);
    _Atomic double ad = 3; /* a long double has padding, which comparisons would see */
    double ex = 3, de = 5;
    printf("%d\n", atomic_compare_exchange_strong(&ad, &ex, de));
    v = ld;
    printf("%Lg\n", v);
    atomic_store(&af, 2.5f);
    printf("%g\n", (double)atomic_exchange(&af, 3.5f));
    atomic_fetch_or(&ai, 5);
    printf("%d\n", ai);
    struct S w = (s = t);
    printf("%d\n", w.a[0]);
    int arr[3] = {0};
    _Atomic(int *) p = arr;
    int *old = atomic_fetch_add(&p, 1);
    printf("%td %td\n", p - arr, old - arr);
    const _Atomic int ca = 7;
    printf("%d\n", ca);
    static _Atomic int sa = 4;
    printf("%d\n", sa++);
    sa = sa;
    _Atomic int loc[3] = {1, 2, 3};
    loc[1] += 5;
    printf("%d\n", loc[1]);
    struct {
        _Atomic short x;
        _Atomic struct S z;
    } m = {4, {{9}}};
    m.x++;
    u = m.z;
    printf("%d %d\n", m.x, u.a[0]);
    _Atomic int *vp = loc;
    printf("%d\n", (*vp)++ + vp[2]--);
    int i = ai ? 1 : 2;
    printf("%d %d\n", i, ai && 1);
    ai = ai + ai;
    long l = ai;
    double d = af;
    printf("%ld %g\n", l, d);
    (void)ai;
    ai;
    af++;
    printf("%g\n", (double)af);
    __auto_type cp = ai;
    printf("%d\n", _Generic(&cp, int * : 1, default : 2));
    printf("%zu\n", sizeof(ai++));
    return 0;
}
