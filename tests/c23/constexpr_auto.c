/* constexpr objects and type inference (C23 6.7.2, 6.7.10). */
#include "check.h"

constexpr int five = 5;
int array[five];
constexpr double half = 0.5;
static_assert(five == 5 && half == 0.5);
constexpr unsigned char top = 255;
constexpr struct pair { int a; unsigned b : 3; struct { long c; } in; } pair = {1, 6, {-7}};
static_assert(pair.a == 1 && pair.b == 6 && pair.in.c == -7);
static struct pair copy = pair;
constexpr int *none = nullptr;
enum { from_constant = five * 2, from_member = pair.b };
struct bits { int field : five; };
static auto file_scope = 3.5f;
auto first = 1L;

int depth(int n) {
    constexpr int local = five + 1;
    static int stays = local;
    const int *p = &local;
    if (n > 0) stays += depth(n - 1);
    CHECK(*p == 6);
    return stays;
}

int main(void) {
    constexpr int local = five * 2;
    static int stays = local;
    int sized[local];
    switch (10) { case local: stays++; }
    static_assert(sizeof sized == 40 && from_constant == 10 && from_member == 6);
    CHECK(stays == 11 && copy.in.c == -7 && sizeof array == 20 && none == nullptr);
    constexpr char text[] = "abc";
    CHECK(sizeof text == 4 && text[2] == 'c');
    const int *p = &(constexpr int){4};
    CHECK(*p == 4 && (static int){9} == 9);
    CHECK(depth(2) > 0);

    auto i = 1;
    auto f = 2.5f;
    const auto c = i;
    auto pointer = &i;
    auto string = "text";
    auto function = depth;
    auto compound = (struct pair){.a = 3};
    CHECK(IS(i, int) && IS(f, float) && IS(&c, const int *) && IS(pointer, int *) && IS(string, char *));
    CHECK(IS(function, int (*)(int)) && compound.a == 3 && IS(file_scope, float) && IS(first, long));
    auto small = (char)3;
    CHECK(IS(small, char));
    for (auto k = 0u; k < 2; k++) CHECK(IS(k, unsigned));
    static auto kept = 7;
    CHECK(IS(kept, int));
    auto int spelled = 3;
    CHECK(spelled == 3);
    return failures;
}
