/* What only the grammar of C23 has. */
#include "check.h"
#include <stdarg.h>
#include <stdckdint.h>
#include <stddef.h>

int no_parameters() { return 3; }
int unnamed(int, int b, char *) { return b; }
int only_dots(...) {
    va_list ap;
    va_start(ap);
    int r = va_arg(ap, int) * 10 + va_arg(ap, int);
    va_end(ap);
    return r;
}
int extra(int a, ...) {
    va_list ap;
    va_start(ap, a, whatever is written here);
    int r = va_arg(ap, int);
    va_end(ap);
    return r + a;
}
static_assert(sizeof(int) == 4);
static_assert(_Generic(no_parameters, int (*)(void): 1), "a prototype");
alignas(32) static char aligned[3];
static thread_local int per_thread = 5;

[[nodiscard("reason")]] int keep(int);
[[deprecated]] void old(void);
[[noreturn]] void stop(void);
[[gnu::pure, gnu::__nothrow__]] int pure(int);
int unsequenced(int) [[unsequenced]];
int reproducible(int) [[__reproducible__]];
struct [[deprecated]] s { int a; };
struct t { [[maybe_unused]] int x; int y [[maybe_unused]], z [[deprecated]] : 3; };
enum [[maybe_unused]] e { one [[deprecated]] = 1, two };
[[maybe_unused]] static int unused_variable;
[[]];
[[vendor::attribute]] int with_vendor;
int array [[gnu::aligned(64)]] [3];
int keep([[maybe_unused]] int a [[gnu::unused]]) { return a; }
int (*callback [[maybe_unused]])(int [[maybe_unused]], int x [[maybe_unused]]) [[unsequenced]];

static int statements(int k) {
    int r = 0;
    [[maybe_unused]] int unused;
    switch (k) {
    case 3: r++; [[fallthrough]];
    case 4: r += 10; break;
    [[maybe_unused]] case 5: int declared = 100; r = declared; break;
    default:
    }
    if (r) [[likely]] { r += 1000; } else [[unlikely]] r = 0;
    for ([[maybe_unused]] int i = 0; i < 1; i++) [[]] { r++; }
    [[]] r++;
    [[maybe_unused]] label: int after = r;
    int *[[maybe_unused]] p = &after;
    goto end;
    second: [[maybe_unused]] int x;
end:
    return after;
last:
}

int main() {
    CHECK(no_parameters() == 3 && unnamed(1, 2, nullptr) == 2 && only_dots(4, 2) == 42 && extra(1, 2) == 3);
    CHECK(statements(3) == 1013 && statements(5) == 1102);
    CHECK(((size_t)aligned & 31) == 0 && ((size_t)array & 63) == 0 && per_thread == 5 && keep(2) == 2);
    struct { int a, b[2]; } empty = {};
    int scalar = {}, *pointer = {};
    CHECK(!empty.a && !empty.b[1] && !scalar && !pointer && !(int){});
    int n = 3;
    int vla[n + 1];
    memset(vla, 1, sizeof vla);
    { int zeroed[n] = {}; CHECK(!zeroed[0] && !zeroed[2] && sizeof zeroed == 12); }
    CHECK(1'000'000 == 1000000 && 0b1010'1010 == 0xA'A && 0x1'Fp1'0 == 31744.0 && 1'0.2'5 == 10.25 && 07'7 == 63);
    CHECK(IS(u8'a', unsigned char) && IS(u8"a"[0], unsigned char) && IS(u'a', unsigned short));
    CHECK(IS(U'a', unsigned) && sizeof u"\u00e9" == 4 && sizeof U"x" == 8 && sizeof u8"\u00e9" == 3);
    char narrow[] = u8"abc";
    const unsigned char bytes[] = u8"abc";
    CHECK(!strcmp(narrow, "abc") && bytes[2] == 'c');
    int result;
    CHECK(ckd_add(&result, 2147483647, 1) && result == -2147483647 - 1 && !ckd_mul(&result, 6, 7) && result == 42);
    CHECK(IS(ckd_sub(&result, 1, 2), bool) && !ckd_sub(&result, 1, 2) && result == -1);
    if (n != 3) unreachable();
    return failures;
}
