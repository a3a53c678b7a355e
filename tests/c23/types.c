/* nullptr, enumerations with and without an underlying type, repeated tags, typeof_unqual (C23 6.7.3). */
#include "check.h"
#include <stddef.h>

enum byte : unsigned char { low, high = 255 };
enum ahead : long;
enum ahead : long { large = 1L << 40 };
enum : short { unnamed = 3 };
enum [[deprecated("x")]] attributed : typeof(1) { inside = 4 };
struct [[deprecated("y")]] also { int member; };
enum wide { negative = -1, beyond = 1ull << 40 };
enum limit { edge = 0xffffffff, over };
struct field { enum byte e : 4; enum : unsigned { x } f; };
static_assert(sizeof(enum byte) == 1 && sizeof(enum ahead) == 8 && sizeof low == 1 && sizeof(unnamed) == 2);
static_assert(sizeof beyond == 8 && sizeof negative == 8 && IS(negative, enum wide) && over == 0x100000000);
static_assert(IS(high, enum byte) && IS(high, unsigned char));

struct point { int x, y; };
struct point twice(struct point { int x, y; } p) { return (struct point){2 * p.x, 2 * p.y}; }
struct point { int x, y; };
struct list { struct list *next; int v; };
struct list { struct list *next; int v; };
union u { int i; float f; };
enum colour { red, green };
enum colour { red, green };

struct list *outer(struct list *l) {
    struct list { struct list *next; int v; } *inner = l, whole = *l;
    inner->v++;
    return whole.v ? inner : nullptr;
}

int is_null(int *p) { return p == nullptr; }
nullptr_t pass(nullptr_t n) { return n; }

int main(void) {
    nullptr_t n = nullptr;
    int value = 4, *p = n;
    CHECK(is_null(nullptr) && is_null(n) && is_null(p) && !n && !nullptr && is_null(pass(nullptr)));
    CHECK(IS(nullptr, nullptr_t) && !IS(nullptr, void *) && sizeof n == sizeof(void *));
    CHECK(IS(1 ? nullptr : &value, int *) && IS(value ? n : &value, int *) && IS(0 ? nullptr : n, nullptr_t));
    bool b = nullptr;
    CHECK(!b && p == n && n == nullptr && (value ? &value : nullptr) == &value);
    p = &value;
    p = n;
    CHECK(p == 0 && (void *)n == 0 && (bool)n == false);
    if (n) CHECK(0);
    struct point q = twice((struct point){3, 4});
    CHECK(q.x == 6 && q.y == 8);
    struct list l = {.v = 1};
    CHECK(outer(&l) == &l && l.v == 2);
    const volatile int cv = 1;
    typeof_unqual(cv) plain = 2;
    plain = 3;
    typeof(cv) *same = &cv;
    CHECK(IS(&plain, int *) && IS(same, const volatile int *) && plain == 3);
    _Atomic int at = 5;
    typeof_unqual(at) not_atomic;
    CHECK(IS(&not_atomic, int *));
    CHECK(IS(true, bool) && IS(false, bool) && true + true == 2 && sizeof(bool) == 1);
    struct field s = {.e = high};
    CHECK(s.e == 15);
    enum byte e = 300;
    CHECK(e == 44);
    return failures;
}
