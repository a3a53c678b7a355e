/* _Atomic, <stdatomic.h>, __atomic and __sync builtins: values returned, sizes, pointers,
 * compare-exchange, flags. */
#include <stdio.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

static _Atomic int ai = 5;
static atomic_long al = ATOMIC_VAR_INIT(7);
static _Atomic(short) as;
static _Atomic unsigned char auc = 250;
static atomic_bool ab;
static int *_Atomic ap;
static int arr[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static _Atomic double ad = 1.5;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static volatile _Atomic int va;
struct S {
    char c;
    _Atomic long l;
    _Atomic char k;
};
static _Atomic float af;
static const _Atomic int *cp = &ai;
static _Atomic uint64_t au = 1;
static int global;
static unsigned char byte;
static unsigned short half;
static long lng;
static int *ptr;
static int increment(_Atomic int *p) { return (*p)++ + ++*p; }
static int cas_loop(int *p, int add)
{
    int old = __atomic_load_n(p, __ATOMIC_RELAXED), n = 0;
    do
        n = old + add;
    while (!__atomic_compare_exchange_n(p, &old, n, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
    return old;
}

int main(void)
{
    int r = ai++;
    printf("%d %d ", r, ai);
    r = ++ai;
    printf("%d ", r);
    r = ai--;
    printf("%d ", r);
    r = --ai;
    printf("%d ", r);
    r = ai += 10;
    printf("%d ", r);
    r = ai -= 3;
    printf("%d ", r);
    r = ai *= 2;
    printf("%d ", r);
    r = ai /= 5;
    printf("%d ", r);
    r = ai %= 3;
    printf("%d ", r);
    r = ai <<= 4;
    printf("%d ", r);
    r = ai |= 9;
    printf("%d ", r);
    r = ai &= 12;
    printf("%d ", r);
    r = ai ^= 5;
    printf("%d ", r);
    r = ai >>= 1;
    printf("%d\n", r);
    auc += 10;
    printf("%d ", auc);
    auc--;
    auc -= 5;
    printf("%d ", auc);
    auc *= 300;
    printf("%d ", auc);
    as = -1;
    as++;
    as--;
    as /= 2;
    printf("%d ", as);
    ad = ad * 3 + 1;
    printf("%g ", ad);
    af = 2.5;
    af = af - 1;
    printf("%g ", af);
    ab = 5;
    printf("%d ", ab);
    ab = !ab;
    printf("%d ", ab);
    ab |= 8;
    printf("%d\n", ab);
    ap = arr;
    ap++;
    printf("%d ", *ap);
    ap += 3;
    printf("%d ", *ap++);
    printf("%d ", *--ap);
    ap -= 2;
    printf("%d %td\n", *ap, ap - arr);
    printf("%d ", increment(&ai));
    printf("%d\n", *cp);
    printf("%d ", atomic_load(&ai));
    atomic_store(&ai, 100);
    printf("%d ", atomic_exchange(&ai, 200));
    printf("%d ", atomic_fetch_add(&ai, 5));
    printf("%d ", atomic_fetch_sub_explicit(&ai, 1, memory_order_relaxed));
    printf("%d ", atomic_fetch_or(&ai, 3));
    printf("%d ", atomic_fetch_and(&ai, 0xf0));
    printf("%d ", atomic_fetch_xor(&ai, 0xff));
    printf("%d\n", ai);
    int expected = 1;
    printf("%d ", atomic_compare_exchange_strong(&ai, &expected, 7));
    printf("%d ", expected);
    printf("%d ", atomic_compare_exchange_strong_explicit(&ai, &expected, 7, memory_order_acq_rel,
                                                          memory_order_acquire));
    printf("%d\n", ai);
    printf("%d ", atomic_flag_test_and_set(&flag));
    printf("%d ", atomic_flag_test_and_set(&flag));
    atomic_flag_clear(&flag);
    printf("%d\n", atomic_flag_test_and_set(&flag));
    atomic_init(&al, 9);
    atomic_thread_fence(memory_order_seq_cst);
    atomic_signal_fence(memory_order_acquire);
    printf("%ld %d\n", al + 1, atomic_is_lock_free(&al));
    printf("%d ", __atomic_fetch_add(&global, 4, __ATOMIC_SEQ_CST));
    printf("%d ", __atomic_add_fetch(&global, 4, __ATOMIC_RELAXED));
    printf("%d ", __atomic_sub_fetch(&global, 1, __ATOMIC_ACQUIRE));
    printf("%d ", __atomic_fetch_nand(&global, 6, __ATOMIC_RELEASE));
    printf("%d ", __atomic_nand_fetch(&global, 3, __ATOMIC_SEQ_CST));
    printf("%d ", __atomic_or_fetch(&global, 8, 5));
    printf("%d ", __atomic_xor_fetch(&global, -1, 5));
    printf("%d\n", __atomic_and_fetch(&global, 0xff, 5));
    byte = 255;
    printf("%d ", __atomic_fetch_add(&byte, 2, 0));
    printf("%d ", byte);
    printf("%d ", __sync_add_and_fetch(&byte, 255));
    half = 1;
    printf("%d ", __sync_sub_and_fetch(&half, 2));
    lng = 1l << 40;
    printf("%ld ", __sync_fetch_and_add(&lng, 1));
    printf("%ld\n", __sync_lock_test_and_set(&lng, 3) & 3);
    __sync_lock_release(&lng);
    __sync_synchronize();
    printf("%ld ", lng);
    printf("%d ", __sync_bool_compare_and_swap(&lng, 0, 5));
    printf("%ld ", __sync_val_compare_and_swap(&lng, 5, 6));
    printf("%ld ", __sync_val_compare_and_swap(&lng, 5, 7));
    printf("%ld\n", lng);
    ptr = arr;
    int *old = __atomic_fetch_add(&ptr, sizeof *ptr * 2, 5);
    printf("%td %d ", old - arr, *ptr);
    int *want = arr, *get;
    printf("%d ", __atomic_compare_exchange(&ptr, &want, &old, 0, 5, 5));
    __atomic_load(&ptr, &get, 2);
    printf("%td %d\n", get - want, *get);
    printf("%d ", cas_loop(&global, 5));
    printf("%d\n", global);
    long sv = 77;
    __atomic_store(&lng, &sv, 3);
    __atomic_store_n(&half, 9, 0);
    long out;
    __atomic_exchange(&lng, &sv, &out, 5);
    printf("%ld %d %ld ", lng, half, out);
    printf("%d\n", __atomic_exchange_n(&half, 4, 5));
    _Bool guard = 0;
    printf("%d ", __atomic_test_and_set(&guard, 5));
    printf("%d ", __atomic_test_and_set(&guard, 5));
    __atomic_clear(&guard, 3);
    printf("%d\n", guard);
    struct S s = {'a', 5, 'z'};
    s.l++;
    s.k++;
    printf("%d %ld %c %zu %zu\n", s.c, (long)s.l, s.k, sizeof s, _Alignof(_Atomic long));
    va = 3;
    va++;
    printf("%d %d\n", va, __atomic_always_lock_free(8, 0));
    au <<= 40;
    printf("%lx %d\n", (unsigned long)au, _Generic(ai, int : 1, default : 0));
    int copy = ai = 3, other = (ai, 4);
    printf("%d %d %d\n", copy, other, -ai + !ai);
    unsigned bits = 0;
    printf("%d ", (__atomic_fetch_or(&bits, 1u << 5, 5) >> 5) & 1);
    printf("%d ", (__atomic_fetch_and(&bits, ~(1u << 5), 5) >> 5) & 1);
    printf("%x\n", bits);
    return 0;
}
