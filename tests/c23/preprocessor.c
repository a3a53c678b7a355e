/* C23's preprocessor. */
#include "check.h"
#include <limits.h>
#include <stdint.h>

#if 0
#elifdef __linux__
static int elifdef_taken = 1;
#endif
#if 0
#elifndef NO_SUCH_MACRO
static int elifndef_taken = 1;
#endif
#if !true || false || 1'0 != 10 || 0b1'1 != 3
#error constants
#endif
#if __STDC_VERSION__ != 202311L || !__has_include(<stdio.h>) || __has_include("none.h")
#error version
#endif
#if __has_c_attribute(nodiscard) < 201904L || !__has_c_attribute(noreturn) || !__has_c_attribute(unsequenced)
#error attributes
#endif
#if !__has_c_attribute(gnu::pure) || __has_c_attribute(nothing) || !__has_c_attribute(__fallthrough__)
#error more attributes
#endif
#if __has_embed("check.h") != __STDC_EMBED_FOUND__ || __has_embed("none") != __STDC_EMBED_NOT_FOUND__
#error __has_embed
#endif
#if __has_embed("check.h" limit(0)) != __STDC_EMBED_EMPTY__ || __has_embed("check.h" unknown::parameter(1)) != 0
#error __has_embed with parameters
#endif
#ifndef __has_embed
#error "__has_embed is a macro name to #ifdef"
#endif

#define CALL(f, ...) f(0 __VA_OPT__(,) __VA_ARGS__)
#define PASTE(x, ...) a ## __VA_OPT__(x ## x) ## b
#define TEXT(...) #__VA_OPT__(left, __VA_ARGS__)
static int count(int n, ...) { return n; }
static int axxb = 7, ab = 8;

static const unsigned char whole[] = {
#embed "check.h"
};
static const char part[] = {
#embed "check.h" limit(8 / 2) __prefix__('<',) suffix(, '>', 0)
};
static const char nothing[] = {
#embed "check.h" limit(0) prefix(1,) if_empty('e', 0)
};
#define NAME "check.h"
#define LIMIT limit(3)
static const int expanded[] = {
#embed NAME LIMIT gnu::offset(1)
};

int main(void) {
    CHECK(elifdef_taken && elifndef_taken && CALL(count) == 0 && CALL(count, 1, 2) == 0);
    CHECK(PASTE(x) == 8 && PASTE(x, 1) == 7 && !strcmp(TEXT(), "") && !strcmp(TEXT(y), "left, y"));
    CHECK(sizeof whole > 100 && whole[0] == '#' && !memcmp(whole, "#include <stdio.h>", 18));
    CHECK(!strcmp(part, "<#inc>") && !strcmp(nothing, "e"));
    CHECK(sizeof expanded == 3 * sizeof(int) && expanded[0] == 'i' && expanded[2] == 'c');
    int counted = count(
#embed "check.h" limit(2)
    );
    CHECK(counted == '#');
    CHECK(CHAR_WIDTH == 8 && SCHAR_WIDTH == 8 && INT_WIDTH == 32 && ULLONG_WIDTH == 64 && BOOL_WIDTH == 1);
    CHECK(BITINT_MAXWIDTH >= ULLONG_WIDTH && SIZE_WIDTH == 64 && INT32_WIDTH == 32 && UINTPTR_WIDTH == 64);
    CHECK(sizeof "??=" == 4);
    return failures;
}
