/* __builtin_clear_padding: structures, bit-fields, unions, arrays, long double, arrays of variable length. */
#include <stdio.h>
#include <string.h>

struct mixed { char a; int b : 3, c : 11; long d; short e; };
union either { char a; struct { short x; long y; } s; };
struct nested { struct mixed m[2]; union either u; long double ld; char last; };
struct tight { int a, b; };

static void show(const char *name, void *p, int n)
{
    unsigned sum = 0;
    printf("%s:", name);
    for (int i = 0; i < n; i++) {
        sum = sum * 31 + ((unsigned char *)p)[i];
        if (n <= 40)
            printf(" %02x", ((unsigned char *)p)[i]);
    }
    printf(" %08x\n", sum);
}
#define TRY(type) do { type x; memset(&x, 0xff, sizeof x); __builtin_clear_padding(&x); show(#type, &x, sizeof x); } while (0)
typedef struct mixed many[20];

int main(int argc, char **argv)
{
    TRY(struct mixed);
    TRY(union either);
    TRY(struct nested);
    TRY(struct tight);
    TRY(long double);
    TRY(_Complex long double);
    TRY(many);
    TRY(int);
    int n = argc + 2;
    struct mixed vla[n];
    memset(vla, 0xff, sizeof vla);
    __builtin_clear_padding(&vla);
    show("vla", vla, sizeof vla);
    return 0;
}
