#include <stdatomic.h>
int i, j, e; char f;
void g(int m) {
  __atomic_compare_exchange_n(&i, &e, 1, 0, __ATOMIC_RELAXED, __ATOMIC_SEQ_CST);
  __atomic_compare_exchange_n(&i, &e, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELEASE);
  __atomic_compare_exchange_n(&i, &e, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_ACQ_REL);
  __atomic_compare_exchange_n(&i, &e, 1, 0, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE);
  __atomic_compare_exchange_n(&i, &e, 1, 0, 44, __ATOMIC_ACQUIRE);
  j = __atomic_load_n(&i, __ATOMIC_RELEASE);
  j = __atomic_load_n(&i, __ATOMIC_ACQ_REL);
  j = __atomic_load_n(&i, 44);
  j = __atomic_load_n(&i, m);
  __atomic_store_n(&i, 1, __ATOMIC_ACQUIRE);
  __atomic_store_n(&i, 1, __ATOMIC_CONSUME);
  __atomic_store_n(&i, 1, __ATOMIC_ACQ_REL);
  i = __atomic_always_lock_free(4, &i);
  __atomic_load_n(&i, 44);
  __atomic_clear(&f, __ATOMIC_CONSUME);
  __atomic_clear(&f, __ATOMIC_ACQUIRE);
  __atomic_clear(&f, __ATOMIC_ACQ_REL);
  __atomic_load(&i, &j, __ATOMIC_RELEASE);
  __atomic_store(&i, &j, __ATOMIC_ACQUIRE);
  atomic_store_explicit((_Atomic int *)&i, 3, memory_order_acquire);
  __atomic_load_n(&i, __ATOMIC_ACQUIRE|__ATOMIC_HLE_ACQUIRE);
}
