/* options: -w */
/* Names and places that GNU C gives meaning: aliases of aliases, alignment of repeated typedefs, __LINE__ that a macro
 * makes of two parts, freestanding builtins. */
#include <stdio.h>

#define LINE(a, b) a##b, __LINE__

typedef int wide;
typedef int wide __attribute__((aligned(64)));
typedef int wide __attribute__((aligned(16)));
typedef int wide;

static int counted;
void target(void) { counted++; }
extern void second(void) __asm__("second_name") __attribute__((alias("target"), weak));
extern void third(void) __attribute__((alias("second_name"), weak));

static int lines[] = {
    LINE
        (__LI,
         NE__)
};
static char code[64];

int main(void)
{
    target();
    second();
    third();
    __builtin___clear_cache(code, code + sizeof code);
    printf("%d %zu %d %d\n", counted, _Alignof(wide), lines[0], lines[1] - lines[0]);
    return 0;
}
