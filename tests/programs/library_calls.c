/* Functions of <string.h> and <stdio.h> whose arguments a compiler may know, wholly or in part: with
 * embedded NULs, counts of 0, places behind the end, several strings at one address, and results that
 * are used or not. */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char word[] = "hello world";
static const char split[] = "ab\0cd\0";
static const char wide[16] = "short";
static const char full[4] = {'w', 'x', 'y', 'z'};
const char *const table[] = {"one", "three", ""};
char own[] = "changes";
const char weakly[] __attribute__((weak)) = "weak";
static char room[64], other[64];
volatile int zero, one = 1, two = 2, five = 5;

static int sign(int x) { return (x > 0) - (x < 0); }
static int at(const void *p, const void *base) { return p ? (int)((const char *)p - (const char *)base) : -1; }
static void show(const char *what)
{
    printf("%s:", what);
    for (int i = 0; i < 24; i++)
        printf(" %02x", (unsigned char)room[i]);
    printf("\n");
    memset(room, '#', sizeof room);
}

static void lengths(void)
{
    const char *either = one ? "abc" : "xyz", *unlike = zero ? "a" : "abcde", *loop = word;
    for (int i = 0; i < five; i++)
        loop = i == two ? "twelve chars" : i > two ? "four and more" : "x";
    printf("%zu %zu %zu %zu\n", strlen(word), strlen(word + 6), strlen(word + 11), strlen(""));
    printf("%zu %zu %zu\n", strlen(split), strlen(split + 3), strlen(split + 2));
    printf("%zu %zu %zu\n", strlen(word + five), strlen(split + two + one), strlen(wide + five));
    printf("%zu %zu %zu\n", strlen(split + 3 - two), strlen(&split[3 - two - one]), strlen(&wide[3 - two]));
    printf("%zu %zu %zu\n", strlen(wide + five + two), strlen(wide + zero), strlen(wide + 12));
    printf("%zu %zu %zu %zu\n", strlen(either), strlen(unlike), strlen(unlike + 1), strlen(loop));
    printf("%zu %zu %zu\n", strlen(table[1]), strlen(table[two]), strlen(weakly));
    printf("%zu %zu %zu\n", strnlen(word, 4), strnlen(word, 40), strnlen(word, five));
    printf("%zu %zu %zu\n", strnlen(full, 4), strnlen(full, 3), strnlen(own, zero));
    own[3] = 0;
    printf("%zu\n", strlen(own));
    own[3] = 'n';
    printf("%zu %d %d\n", strlen(own), strlen(own) == 0, strlen(own + 7) > 0);
    printf("%d %d %d\n", strlen(own + five) != 0, strlen(own) >= 1, strlen(own + five + two) < 1);
    own[0] = 0;
    printf("%d %d\n", strlen(own) == 0, strlen(own) > 1);
    own[0] = 'c';
}

static void searches(void)
{
    printf("%d %d %d %d\n", at(strchr(word, 'o'), word), at(strrchr(word, 'o'), word), at(strchr(word, 'z'), word),
           at(strchr(word, 0), word));
    printf("%d %d %d\n", at(strrchr(word, 0), word), at(strchr(own, 0), own), at(strrchr(own, '\0'), own));
    printf("%d %d %d\n", at(index(word, 'w'), word), at(rindex(word, 'l'), word), at(strchr(word, 'h' + 256), word));
    printf("%d %d %d\n", at(strchr(split, 'c'), split), at(strrchr(split, 'b'), split), at(strchr(own, 'n'), own));
    printf("%d %d %d %d\n", at(memchr(word, 'w', 11), word), at(memchr(word, 'w', 3), word),
           at(memchr(split, 'd', 6), split), at(memchr(split, 0, 6), split));
    printf("%d %d %d\n", at(memchr(full, 'z', 4), full), at(memchr(own, 'x', 0), own), at(memchr(own, 'g', 7), own));
    printf("%d %d %d %d\n", at(strstr(word, "wor"), word), at(strstr(word, ""), word), at(strstr(word, "xx"), word),
           at(strstr(own, "an"), own));
    printf("%d %d %d\n", at(strstr(own, "g"), own), at(strstr(own, ""), own), at(strstr("", "a"), ""));
    printf("%d %d %d %d\n", at(strpbrk(word, "wo"), word), at(strpbrk(word, ""), word), at(strpbrk(own, "g"), own),
           at(strpbrk(own, "sg"), own));
    printf("%zu %zu %zu %zu\n", strspn(word, "ehl"), strspn(word, ""), strspn("", own), strspn(own, "ch"));
    printf("%zu %zu %zu %zu\n", strcspn(word, "ow"), strcspn(word, ""), strcspn("", own), strcspn(own, ""));
    printf("%zu %zu\n", strcspn(own, "sg"), strspn(own, own));
}

static void comparisons(void)
{
    char high[] = "\200", empty[] = "";
    printf("%d %d %d\n", sign(strcmp("abc", "abd")), sign(strcmp("abc", "ab")), sign(strcmp(word, word)));
    printf("%d %d %d\n", sign(strcmp(own, "")), sign(strcmp("", own)), sign(strcmp(empty, "")));
    printf("%d %d %d\n", sign(strcmp(high, "a")), sign(strcmp("a", high)), sign(strcmp("", high)));
    printf("%d %d %d\n", sign(strcmp(high, "")), sign(strcmp(split, "ab")), sign(strcmp("a\0b", "a\0c")));
    printf("%d %d %d\n", sign(strncmp("abc", "abd", 2)), sign(strncmp("abc", "abd", 3)), sign(strncmp(own, word, 0)));
    printf("%d %d %d\n", sign(strncmp(own, high, 1)), sign(strncmp(own, "c", 1)), sign(strncmp("", own, two)));
    printf("%d %d %d\n", sign(strncmp("", own, 3)), sign(strncmp(own, "", 3)), sign(strncmp("ab", "ab\0x", 9)));
    printf("%d %d %d\n", sign(memcmp("abc", "abd", 3)), sign(memcmp("abc", "abd", 2)), sign(memcmp(own, word, 0)));
    printf("%d %d %d\n", sign(memcmp(own, high, 1)), sign(memcmp(high, own, 1)), sign(memcmp(split, "ab\0ce", 5)));
    printf("%d %d %d\n", sign(memcmp(own, own, five)), !bcmp(own, "chan", 4), sign(memcmp("a\0b", "a\0c", 3)));
}

static void copies(void)
{
    const char *either = one ? "left" : "rght";
    memset(room, '#', sizeof room);
    printf("%d ", at(strcpy(room, "abc"), room)), show("strcpy");
    printf("%d ", at(strcpy(room + five, either), room)), show("strcpy");
    strcpy(room, split + 3), show("strcpy");
    strcpy(room, own), show("strcpy");
    printf("%d ", at(stpcpy(room, "abcd"), room)), show("stpcpy");
    printf("%d ", at(stpcpy(room, own), room)), show("stpcpy");
    stpcpy(room, own), show("stpcpy");
    printf("%d ", at(strncpy(room, "abc", 0), room)), show("strncpy");
    strncpy(room, "abcdef", 3), show("strncpy");
    strncpy(room, "abcdef", 7), show("strncpy");
    strncpy(room, "abc", 12), show("strncpy");
    strncpy(room, "", five), show("strncpy");
    strncpy(room, own, 10), show("strncpy");
    strncpy(room, full, 4), show("strncpy");
    printf("%d ", at(stpncpy(room, "abc", 8), room)), show("stpncpy");
    printf("%d ", at(stpncpy(room, "abcdef", 2), room)), show("stpncpy");
    printf("%d ", at(stpncpy(room, own, 9), room)), show("stpncpy");
    stpncpy(room, own, 9), show("stpncpy");
    room[0] = 0, printf("%d ", at(strcat(room, "abc"), room)), show("strcat");
    strcpy(room, own), strcat(room, ""), strcat(room, either), strcat(room, own), show("strcat");
    room[two] = 0, strncat(room, "abc", 0), strncat(room, "abc", 2), strncat(room, "", five), show("strncat");
    room[two] = 0, strncat(room, "abc", 3), strncat(room, "def", 9), strncat(room, own, 2), show("strncat");
    room[0] = 0, strncat(room, "abc", two), show("strncat");
    printf("%d ", at(mempcpy(room, word, 5), room)), show("mempcpy");
    printf("%d ", at(mempcpy(room, word, two), room)), show("mempcpy");
    printf("%d ", at(mempcpy(room, word, 0), room)), show("mempcpy");
    memcpy(room, word, 12), memmove(room + 2, room, 10), memmove(room, room + five, 7), show("memmove");
    memcpy(room, word, 12), bcopy(room, room + one, 11), bcopy(word, room + 14, 3), show("bcopy");
    bzero(room + two, five), bzero(room + 9, 3), bzero(room, 0), show("bzero");
    memset(room, 'a' + 256, 3), memset(room + 5, five, five), memset(room, 'x', 0), show("memset");
    memcpy(other, word, 0), memmove(other, word, zero), printf("%d\n", other[0]);
}

static int list(char *to, size_t size, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(to, size, "list", ap) + vsprintf(to + 5, "%%", ap) + vsnprintf(to + 8, size, format, ap);
    va_end(ap);
    return n;
}

static void prints(void)
{
    const char *either = one ? "left" : "rght";
    printf("%d ", sprintf(room, "abc")), show("sprintf");
    printf("%d ", sprintf(room, "")), show("sprintf");
    printf("%d ", sprintf(room, "%%a%%")), show("sprintf");
    printf("%d ", sprintf(room, "%s", "abcd")), show("sprintf");
    printf("%d ", sprintf(room, "%s", own)), show("sprintf");
    printf("%d ", sprintf(room, "%s", either)), show("sprintf");
    printf("%d ", sprintf(room, "%s\n", "abc")), show("sprintf");
    printf("%d ", sprintf(room, "%c", 0)), show("sprintf");
    printf("%d ", sprintf(room, "%c", 'a' + 256)), show("sprintf");
    printf("%d ", sprintf(room, "%c", five)), show("sprintf");
    sprintf(room, "%s", own), show("sprintf");
    sprintf(room, "a%db", five), show("sprintf");
    printf("%d ", snprintf(room, 4, "abc")), show("snprintf");
    printf("%d ", snprintf(room, 3, "abc")), show("snprintf");
    printf("%d ", snprintf(room, 1, "abc")), show("snprintf");
    printf("%d ", snprintf(0, 0, "abc")), show("snprintf");
    printf("%d ", snprintf(0, 0, "%s", "abcd")), show("snprintf");
    printf("%d ", snprintf(room, 8, "%s", "abcd")), show("snprintf");
    printf("%d ", snprintf(room, 3, "%s", "abcd")), show("snprintf");
    printf("%d ", snprintf(room, 20, "%s", own)), show("snprintf");
    printf("%d ", snprintf(room, five, "%s", "abcdefg")), show("snprintf");
    printf("%d ", list(room, 20, "%d-%s", 7, "x")), show("vsnprintf");
    printf("%s", ""), printf("%s", "q"), printf("%s", "q\n"), printf("%s\n", ""), printf("%s\n", "line");
    printf("%s\n", either), printf("%s", either), printf("%%\n"), printf("100%%"), printf("\n");
    printf("%c%c", 'a', 10), printf("%c", five + 'a'), printf("%c", '\n'), printf("text%d\n", five);
    fputs("", stdout), fputs("x", stdout), fputs("xyz\n", stdout), fputs(either, stdout), fputs(own, stdout);
    puts(""), puts("a"), puts(own);
    fprintf(stdout, "%s", ""), fprintf(stdout, "%s", "r"), fprintf(stdout, "%s", "rst\n"), fprintf(stdout, "%%\n");
    fprintf(stdout, "%s\n", either), fprintf(stdout, "%s", own), fprintf(stdout, "%c", 'c'), fprintf(stdout, "\n");
    int n = printf("a\n");
    n = n * 10 + printf("%s\n", "ab");
    n = n * 10 + printf("%s", "");
    n = n * 10 + (fputs("u\n", stdout) >= 0);
    n = n * 10 + fprintf(stdout, "%s", "abc\n");
    printf("%d\n", n);
}

static void characters(void)
{
    int digits = 0, ascii = 0, low = 0;
    for (int c = -300; c < 1000; c++) {
        if (c >= -1 && c < 256)
            digits += !!isdigit(c) << c % 7;
        ascii += !!isascii(c);
        low += toascii(c);
    }
    printf("%d %d %d %d\n", digits, ascii, low, !!isdigit('7') + 2 * !isdigit('/') + 4 * !isdigit(':'));
}

int main(void)
{
    characters();
    lengths();
    searches();
    comparisons();
    copies();
    prints();
    return 0;
}
