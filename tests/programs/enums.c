/* Enumerations: values, implicit successors, types by range, in bit-fields, arrays, switches,
 * packed, arithmetic. */
#include <stdio.h>

enum Plain { A, B, C = 10, D, E = -3, F, G = C + D, H = 'x', I = sizeof(int) * 2, J = 1 << 4 | A };
enum Unsigned { U0, U1 = 0x80000000u, U2 };
enum Negative { N0 = -2147483647 - 1, N1 = 2147483647 };
enum Large { L0 = 1ll << 40, L1, L2 = -1 };
enum __attribute__((packed)) Tiny { T0, T1 = 255 };
enum __attribute__((packed)) TinyNeg { TN = -1, TN2 = 127 };
typedef enum {
    RED = 1,
    GREEN = RED << 1,
    BLUE = GREEN << 1,
    WHITE = RED | GREEN | BLUE,
} Colour;
enum Later;
struct Has {
    enum Inside { IN1 = 5, IN2 } e : 4;
    enum Tiny t;
    Colour c;
};
static const char *const names[] = {
    [RED] = "red", [GREEN] = "green", [BLUE] = "blue", [WHITE] = "white"};
static int array[E + 10] = {[F + 3] = 4};
static Colour next(Colour c) { return c == BLUE ? RED : c << 1; }
static const char *name(enum Plain p)
{
    switch (p) {
    case A:
        return "A";
    case C:
        return "C";
    case E:
        return "E";
    case G:
        return "G";
    default:
        return "?";
    }
}
enum Later { LATE = __LINE__ > 5 };

int main(void)
{
    printf("%d %d %d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H, I, J);
    printf("%u %u %d %d %zu %zu %zu %zu\n", U1, U2, N0, N1, sizeof(enum Plain),
           sizeof(enum Unsigned), sizeof(enum Large), sizeof(enum Negative));
    printf("%ld %ld %ld %zu %zu\n", (long)L0, (long)L1, (long)L2, sizeof L0, sizeof A);
    printf("%zu %zu %zu %d %d\n", sizeof(enum Tiny), sizeof(enum TinyNeg), sizeof(struct Has), IN2,
           LATE);
    enum Tiny t = T1;
    t++;
    printf("%d ", t);
    enum TinyNeg tn = TN;
    printf("%d %d\n", tn < 0, tn);
    enum Unsigned u = U0;
    printf("%d %d\n", u - 1 > 0, (enum Unsigned) - 1 > 0);
    enum Plain p = E;
    printf("%d %d\n", p < 0, (int)p);
    Colour c = RED;
    for (int i = 0; i < 5; i++) {
        printf("%s ", names[c]);
        c = next(c);
    }
    c = WHITE;
    c &= ~GREEN;
    c ^= RED;
    c++;
    printf("%d\n", c);
    printf("%s %s %s %s %s\n", name(A), name(B), name(E), name(15 - 5), name(G));
    struct Has h = {IN2, T1, BLUE};
    printf("%d %d %d %zu\n", h.e, h.t, h.c, sizeof array / sizeof *array);
    enum { LOCAL = 3, A_ = A } x = LOCAL;
    int y = x * LOCAL + array[1] + A_;
    printf("%d\n", y);
    {
        enum { A = 99 };
        printf("%d ", A);
    }
    printf("%d\n", A);
    printf("%d %d\n", (enum Plain)12345, (Colour)-1 < 0);
    for (enum Plain e = A; e <= B; e++)
        printf("%d ", e);
    printf("%d\n", sizeof(int[C]) == 10 * sizeof(int));
    printf("%d %s\n", _Generic(RED, int : 1, unsigned : 2),
           _Generic(c, int
                    : "int", unsigned
                    : "unsigned", default
                    : "?"));
    printf("%s %s\n",
           _Generic(p, int
                    : "int", unsigned
                    : "unsigned", default
                    : "?"),
           _Generic(L0, long
                    : "long", long long
                    : "llong", default
                    : "?"));
    return 0;
}
