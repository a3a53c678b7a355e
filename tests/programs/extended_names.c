/* options: -fexec-charset=ISO-8859-2 -fdollars-in-identifiers */
/* Universal character names: the same identifiers as the characters themselves; the operator # keeps the spelling.
 * Narrow strings are in the execution character set, others in Unicode. */
#include <stdio.h>
#include <string.h>

#define NAME(x) #x
#define JOIN(a, b) a##b
#define \u00c9 (Ø + 5)

static int \u00d8 = 1, b\u0024c = 4;
struct Ž { int \U0000017e; };

static int \u017Eivot(struct \u017d *p) { return p->ž; }

static void bytes(const char *what, const void *data, size_t size)
{
    printf("%s:", what);
    for (size_t i = 0; i < size; i++)
        printf(" %02x", ((const unsigned char *)data)[i]);
    puts("");
}

static void \u010devap(void) { bytes("__func__", __func__, sizeof __func__); }

int main(void)
{
    struct Ž one = {.\u017e = 7};
    int JOIN(\u00e1, á) = 3;
    printf("%d %d %d %d\n", É, život(&one), áá + \u00e1\u00e1, b$c);
    bytes("names", NAME(\u00c9\U0000010D \u010D Č), sizeof NAME(\u00c9\U0000010D \u010D Č));
    čevap();
    bytes("narrow", "h\u00e1\U0000010Dky Č\n\xff\377", sizeof "h\u00e1\U0000010Dky Č\n\xff\377");
    bytes("u8", u8"h\u00e1č", sizeof u8"h\u00e1č");
    bytes("mixed", "\u010d" u8"č", sizeof("\u010d" u8"č"));
    bytes("wide", L"\u010dč", sizeof L"\u010dč");
    bytes("16", u"\u010dč", sizeof u"\u010dč");
    printf("%d %d %d\n", 'č', '\u010d', L'č');
    return 0;
}
