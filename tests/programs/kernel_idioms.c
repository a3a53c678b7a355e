/* Idioms of kernels: lists, container_of, min/max, barriers, hash tables, bitmaps, ring buffers,
 * ERR_PTR, jump tables. */
#include <stddef.h>
#include <stdio.h>
#include <stdint.h>

#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v)                                                                           \
    do {                                                                                           \
        *(volatile typeof(x) *)&(x) = (v);                                                         \
    } while (0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define container_of(ptr, type, member)                                                            \
    ({                                                                                             \
        void *mptr_ = (void *)(ptr);                                                               \
        _Static_assert(                                                                            \
            __builtin_types_compatible_p(typeof(*(ptr)), typeof(((type *)0)->member)) ||           \
                __builtin_types_compatible_p(typeof(*(ptr)), void),                                \
            "pointer type mismatch");                                                              \
        ((type *)(mptr_ - offsetof(type, member)));                                                \
    })
#define ARRAY_SIZE(a)                                                                              \
    (sizeof(a) / sizeof((a)[0]) +                                                                  \
     BUILD_BUG_ON_ZERO(__builtin_types_compatible_p(typeof(a), typeof(&(a)[0]))))
#define BUILD_BUG_ON_ZERO(e) ((int)(sizeof(struct { int : (-!!(e)); })))
#define is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x)*0l)) : (int *)8)))
#define cmp_(op, x, y) ((x)op(y) ? (x) : (y))
#define cmp_once(op, x, y, ux, uy)                                                                 \
    ({                                                                                             \
        typeof(x) ux = (x);                                                                        \
        typeof(y) uy = (y);                                                                        \
        (void)(&ux == &uy);                                                                        \
        cmp_(op, ux, uy);                                                                          \
    })
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define UNIQUE(p) CAT(CAT(uid_, p), __COUNTER__)
#define careful(op, x, y)                                                                          \
    __builtin_choose_expr(is_constexpr((x) - (y)), cmp_(op, x, y),                                 \
                          cmp_once(op, x, y, UNIQUE(x_), UNIQUE(y_)))
#define min(x, y) careful(<, x, y)
#define max(x, y) careful(>, x, y)
#define min_t(t, x, y) min((t)(x), (t)(y))
#define round_up(x, y) ((((x)-1) | ((typeof(x))((y)-1))) + 1)
#define GENMASK(h, l) ((~0ul << (l)) & (~0ul >> (63 - (h))))
#define FIELD_GET(m, r) ((typeof(m))(((r) & (m)) >> (__builtin_ffsll(m) - 1)))
#define BITS 64
#define IS_ERR_VALUE(x) __builtin_expect((unsigned long)(void *)(x) >= (unsigned long)-4095, 0)
#define __ARG_PLACEHOLDER_1 0,
#define take_second(ignored, val, ...) val
#define is_defined(x) is_defined_(x)
#define is_defined_(val) is_defined__(__ARG_PLACEHOLDER_##val)
#define is_defined__(arg) take_second(arg 1, 0)
#define CONFIG_ON 1
#define count_args_(_1, _2, _3, _4, n, ...) n
#define count_args(...) count_args_(__VA_ARGS__, 4, 3, 2, 1)

struct list_head {
    struct list_head *next, *prev;
};
#define LIST_HEAD(n) struct list_head n = {&n, &n}
static inline void list_add_tail(struct list_head *n, struct list_head *h)
{
    struct list_head *p = h->prev;
    h->prev = n;
    n->next = h;
    n->prev = p;
    WRITE_ONCE(p->next, n);
}
static inline void list_del(struct list_head *e)
{
    e->next->prev = e->prev;
    WRITE_ONCE(e->prev->next, e->next);
    e->next = (void *)0x100;
}
#define list_entry(p, t, m) container_of(p, t, m)
#define list_for_each_entry(pos, head, m)                                                          \
    for (pos = list_entry((head)->next, typeof(*pos), m); !(&pos->m == (head));                    \
         pos = list_entry(pos->m.next, typeof(*pos), m))
#define list_for_each_entry_safe(pos, n, head, m)                                                  \
    for (pos = list_entry((head)->next, typeof(*pos), m),                                          \
        n = list_entry(pos->m.next, typeof(*pos), m);                                              \
         &pos->m != (head); pos = n, n = list_entry(n->m.next, typeof(*n), m))
struct hlist_node {
    struct hlist_node *next, **pprev;
};
struct item {
    int key;
    struct list_head list;
    struct hlist_node hash;
    uint8_t tag : 3;
};
static LIST_HEAD(items);
static struct hlist_node *table[8];
static unsigned long bitmap[3];
static inline void *ERR_PTR(long e) { return (void *)e; }
static inline long PTR_ERR(const void *p) { return (long)p; }
static inline __attribute__((always_inline)) void set_bit(unsigned n, unsigned long *m)
{
    asm volatile("btsq %1, %0"
                 : "+m"(m[n / BITS])
                 : "Ir"((unsigned long)n % BITS)
                 : "memory", "cc");
}
static inline int test_bit(unsigned n, const volatile unsigned long *m)
{
    return 1 & (m[n / BITS] >> (n & (BITS - 1)));
}
static unsigned find_next(const unsigned long *m, unsigned size, unsigned from)
{
    for (; from < size; from++)
        if (test_bit(from, m))
            return from;
    return size;
}
static unsigned hash32(uint32_t v, unsigned bits) { return (v * 0x61C88647u) >> (32 - bits); }
static void hadd(struct item *it)
{
    struct hlist_node **h = &table[hash32(it->key, 3)], *first = *h;
    it->hash.next = first;
    if (first)
        first->pprev = &it->hash.next;
    *h = &it->hash;
    it->hash.pprev = h;
}
static struct item *lookup(int key)
{
    for (struct hlist_node *n = table[hash32(key, 3)]; n; n = n->next) {
        struct item *it = container_of(n, struct item, hash);
        if (it->key == key)
            return it;
    }
    return ERR_PTR(-2);
}
struct ring {
    unsigned head, tail;
    int slots[8];
};
static int push(struct ring *r, int v)
{
    if (r->head - READ_ONCE(r->tail) >= ARRAY_SIZE(r->slots))
        return -1;
    r->slots[r->head % ARRAY_SIZE(r->slots)] = v;
    barrier();
    WRITE_ONCE(r->head, r->head + 1);
    return 0;
}
static int pop(struct ring *r, int *v)
{
    if (r->head == r->tail)
        return 0;
    *v = r->slots[r->tail++ & 7];
    return 1;
}
struct fops {
    int (*open)(int);
    int (*read)(char *, size_t);
};
static int op_open(int x) { return x + 100; }
static const struct fops fops = {.open = op_open};
static int do_op(const struct fops *f, char *b)
{
    return f->read ? f->read(b, 1) : f->open ? f->open(b[0]) : -1;
}
static unsigned fls(unsigned x)
{
    int r;
    asm("bsrl %1,%0\n\tcmovzl %2,%0" : "=&r"(r) : "rm"(x), "rm"(-1) : "cc");
    return r + 1;
}
static uint16_t csum(const void *p, int n)
{
    uint32_t s = 0;
    for (const uint16_t *w = p; n > 1; n -= 2)
        s += *w++;
    while (s >> 16)
        s = (s & 0xffff) + (s >> 16);
    return ~s;
}
static inline unsigned long index_mask(unsigned long i, unsigned long size)
{
    unsigned long m;
    asm volatile("cmpq %1,%2; sbbq %0,%0" : "=r"(m) : "g"(size), "r"(i) : "cc");
    return m;
}
static int eval;
static int ev(int x)
{
    eval++;
    return x;
}

int main(void)
{
    static struct item pool[10];
    struct item *pos, *n;
    for (int i = 0; i < (int)ARRAY_SIZE(pool); i++) {
        pool[i].key = i * i;
        pool[i].tag = i;
        list_add_tail(&pool[i].list, &items);
        hadd(&pool[i]);
    }
    list_for_each_entry_safe(pos, n, &items, list) if (pos->key & 1) list_del(&pos->list);
    list_for_each_entry(pos, &items, list) printf("%d/%d ", pos->key, pos->tag);
    struct item *hit = lookup(49), *miss = lookup(50);
    printf("%d %d %ld\n", hit->key, (int)IS_ERR_VALUE(miss), PTR_ERR(miss));
    printf("%d %d %ld ", min(ev(3), ev(2)), max(ev(5), 9), min_t(long, -1, 5u));
    printf("%d\n", eval);
    enum { K = max(3, 4) * 2 };
    static char sized[min(5, 7)];
    printf("%d %zu %d %d\n", K, sizeof sized, is_constexpr(eval), is_constexpr(5));
    set_bit(5, bitmap);
    set_bit(64, bitmap);
    set_bit(130, bitmap);
    for (unsigned b = find_next(bitmap, 192, 0); b < 192; b = find_next(bitmap, 192, b + 1))
        printf("%u ", b);
    printf("%lx %lx %d\n", GENMASK(15, 4), FIELD_GET(GENMASK(15, 4), 0xabcdul), round_up(37, 8));
    struct ring r = {4294967290u, 4294967290u, {0}};
    int v, pushed = 0, popped = 0;
    for (int i = 0; i < 10; i++)
        pushed += push(&r, i) == 0;
    while (pop(&r, &v))
        popped = popped * 3 + v;
    printf("%d %d\n", pushed, popped);
    printf("%d %u %u %x %lx %lx\n", do_op(&fops, "A"), fls(0), fls(0x800), csum("abcdefgh", 8),
           index_mask(3, 5), index_mask(5, 5));
    printf("%d %d %d %d\n", is_defined(CONFIG_ON), is_defined(CONFIG_OFF), count_args(a, b, c),
           count_args(x));
    return 0;
}
