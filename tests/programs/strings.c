/* String and character literals: escapes, concatenation, prefixes, wide, sharing, as arrays and pointers. */
#include <stdio.h>
#include <stddef.h>
#include <string.h>
#include <uchar.h>

static const char escapes[] = "\a\b\f\n\r\t\v\\\'\"\?\0\01\012\0123\x7f\x41""B\e";
static const char joined[] = "one" " two"
    " three" "\x1" "2" "";
static const wchar_t wide[] = L"wide \x263a \u00e9" L"!" "narrow";
static const char16_t u16[] = u"h\u00e9\U0001F600";
static const char32_t u32[] = U"h\u00e9\U0001F600";
static const unsigned char u8s[] = u8"h\u00e9\U0001F600";
static const char raw[] = "direct: é ☺";
static char array[4] = "four", bigger[8] = "ab\0cd", *pointer = "pointer" + 2, (*whole)[6] = &"whole";
static const char *list[] = { "a" "b", "c", "d" "" };
static wchar_t warray[3] = L"xyz", *wptr = L"wptr";
static const char *conditional(int x) { return x ? "yes" : "no"; }
static char macro[] = __FILE__ "" ;
#define STR(x) #x
#define XSTR(x) STR(x)

int main(void)
{
    for (size_t i = 0; i < sizeof escapes; i++) printf("%d ", escapes[i]);
    printf("\n%s %zu %d\n", joined, sizeof joined, joined[14]);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) printf("%x ", (unsigned)wide[i]);
    puts("");
    for (size_t i = 0; i < sizeof u16 / sizeof *u16; i++) printf("%x ", u16[i]);
    for (size_t i = 0; i < sizeof u32 / sizeof *u32; i++) printf("%x ", (unsigned)u32[i]);
    for (size_t i = 0; i < sizeof u8s; i++) printf("%x ", u8s[i]);
    for (size_t i = 0; i < sizeof raw; i++) printf("%x ", (unsigned char)raw[i]);
    puts("");
    printf("%.4s %s %d %s %s %zu\n", array, bigger, bigger[3], pointer, *whole, sizeof *whole);
    printf("%s %s %s %d %d\n", list[0], list[1], list[2], (int)warray[2], (int)wptr[3]);
    printf("%s %s %c %c %zu %zu\n", conditional(1), conditional(0), "index"[2], 3["backward"], sizeof "abc", sizeof L"abc");
    printf("%d %d %d %d %d %d %d\n", 'a', '\n', '\0', '\377', '\x80', '\'', '"');
    printf("%d %d %d %d\n", L'\xffff', u'\u00e9', (int)U'\U0001F600', L'é');
    printf("%x %x %x\n", 'ab', 'abc', 'abcd');
    printf("%zu %zu %zu %zu\n", sizeof 'a', sizeof L'a', sizeof u'a', sizeof U'a');
    printf("%s %s\n", STR(a "b\n" 'c' \t), XSTR(__LINE__) XSTR(STR(x)));
    printf("%d\n", strcmp(strrchr(macro, '.'), ".c"));
    char local[] = "local", copy[sizeof local] = "", *walk = local;
    for (char *to = copy; (*to++ = *walk++);) ;
    printf("%s %zu %td\n", copy, strlen(copy), walk - local);
    char grid[2][3] = { "ab", "cde" }; printf("%c%c%d\n", grid[1][2], grid[0][1], grid[0][2]);
    printf("%s\n", "tri" "graph ??" "/ safe" + 3);
    printf("%s|%5s|%-5s|%.2s|%c%%\n", "", "r", "l", "cut", 'c');
    printf("%s %s\n", __func__, (const char *)(__FUNCTION__));
    printf("%zu\n", sizeof(__func__));
    printf("%d %d\n", (const char *)__func__ == "main", __func__ == __func__);
    printf("%d%d\n", "literal" == 0, !"x");
    puts(&"skip this"[5]); puts(*&"deref"); puts((0, "comma"));
    return "end"[3];
}
