/* switch: dense, sparse, ranges, fall through, Duff's device, negative and unsigned and 64-bit
 * cases, nested. */
#include <stdio.h>
#include <limits.h>

static int dense(int x)
{
    switch (x) {
    case 0:
        return 10;
    case 1:
        return 11;
    case 2:
        return 12;
    case 3:
        return 13;
    case 4:
        return 14;
    case 5:
        return 15;
    case 7:
        return 17;
    default:
        return -1;
    }
}
static int sparse(int x)
{
    switch (x) {
    case INT_MIN:
        return 1;
    case -1000:
        return 2;
    case 0:
        return 3;
    case 77:
        return 4;
    case 100000:
        return 5;
    case INT_MAX:
        return 6;
    }
    return 0;
}
static int ranges(int x)
{
    switch (x) {
    case 'a' ... 'f':
        return x - 'a' + 10;
    case '0' ... '9':
        return x - '0';
    case 'A' ... 'F':
        return x - 'A' + 10;
    case -5 ... - 1:
        return -x;
    case 1000 ... 100000:
        return 1000;
    case 7 ... 7:
        return 777;
    default:
        return -1;
    }
}
static int unsig(unsigned x)
{
    switch (x) {
    case 0 ... 9:
        return 1;
    case 0xfffffff0u ... 0xffffffffu:
        return 2;
    case 0x80000000u:
        return 3;
    }
    return 0;
}
static int wide(long x)
{
    switch (x) {
    case 1l << 40:
        return 1;
    case -(1l << 40):
        return 2;
    case 5:
        return 3;
    case (1l << 32) + 5:
        return 4;
    case LONG_MIN ... LONG_MIN + 10:
        return 5;
    }
    return 0;
}
static int small(signed char x)
{
    switch (x) {
    case -128:
        return 1;
    case 127:
        return 2;
    case -1:
        return 3;
    default:
        return 4;
    }
}
static int booly(_Bool b)
{
    switch (b) {
    case 0:
        return 100;
    case 1:
        return 101;
    }
    return 5;
}
static int fall(int x)
{
    int r = 0;
    switch (x) {
    case 3:
        r += 3;
    case 2:
        r += 2; /* fall */
    case 1:
        r += 1;
        break;
    default:
        r = 50;
    case 9:
        r += 9;
    }
    return r;
}
static int inner_default(int x)
{
    switch (x) {
    default:
        x = 9;
        if (x > 100) {
        case 4:
            x += 1;
        } else {
        case 6:
            x += 2;
        }
    case 8:
        x++;
    }
    return x;
}
static int early(int x)
{
    switch (x) {
        int unused;
    case 1:
        unused = 5;
        return unused;
    }
    return 6;
}
static int none(int x)
{
    switch (x) {
    }
    switch (x)
    default:
        x++;
    switch (x)
    case 3:
        return 33;
    return x;
}
static int loops(int n)
{
    int r = 0;
    for (int i = 0; i < n; i++) {
        switch (i % 5) {
        case 0:
            continue;
        case 1:
            break;
        case 2:
            r += 100;
            if (i > 7)
                goto out;
            break;
        default:
            r += i;
        }
        r++;
    }
out:
    return r;
}
static int nested(int a, int b)
{
    switch (a) {
    case 1:
        switch (b) {
        case 1:
            return 11;
        case 2:
            break;
        default:
            return 19;
        }
        return 12;
    case 2:
        switch (b)
        case 1:
            return 21;
    }
    return 0;
}
static void duff(char *to, const char *from, int count)
{
    int n = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = *from++;
        case 3:
            *to++ = *from++;
        case 2:
            *to++ = *from++;
        case 1:
            *to++ = *from++;
        } while (--n > 0);
    }
}
enum Op { ADD, SUB, MUL, NEG };
static int machine(const unsigned char *p)
{
    int stack[8], *sp = stack;
    for (;;)
        switch (*p++) {
        case ADD:
            sp--;
            sp[-1] += sp[0];
            break;
        case SUB:
            sp--;
            sp[-1] -= sp[0];
            break;
        case MUL:
            sp--;
            sp[-1] *= sp[0];
            break;
        case NEG:
            sp[-1] = -sp[-1];
            break;
        case 10 ... 99:
            *sp++ = p[-1] - 10;
            break;
        case 255:
            return sp[-1];
        }
}
static const char *string(int x)
{
    switch (x & 3) {
    case 0:
        return "zero";
    case 1:
        return "one";
    case 2:
        return "two";
    }
    return "three";
}
static int effect;
static int side(void) { return effect++; }

int main(void)
{
    for (int i = -1; i < 9; i++)
        printf("%d ", dense(i));
    puts("");
    int points[] = {INT_MIN, INT_MIN + 1, -1001, -1000, -1, 0, 1, 77, 100000, INT_MAX - 1, INT_MAX};
    for (unsigned i = 0; i < sizeof points / sizeof *points; i++)
        printf("%d %d %d %d ", sparse(points[i]), ranges(points[i]), unsig(points[i]),
               wide(points[i]));
    puts("");
    for (const char *c = "`afg/09:@AFG"; *c; c++)
        printf("%d ", ranges(*c));
    for (int i = -7; i < 9; i++)
        printf("%d ", ranges(i));
    printf("%d %d %d\n", ranges(999), ranges(1000), ranges(100001));
    printf("%d %d %d %d %d %d\n", unsig(9), unsig(10), unsig(0xffffffef), unsig(-16), unsig(-1),
           unsig(1u << 31));
    printf("%d %d %d %d %d %d %d\n", wide(1l << 40), wide(-(1l << 40)), wide(5),
           wide((1l << 32) + 5), wide(LONG_MIN + 10), wide(LONG_MIN + 11), wide(0));
    printf("%d %d %d %d %d %d\n", small(128), small(127), small(255), small(0), booly(0), booly(7));
    for (int i = 0; i < 11; i++)
        printf("%d/%d ", fall(i), inner_default(i));
    printf("%d %d %d %d %d\n", early(1), early(2), none(1), none(2), none(3));
    printf("%d %d %d\n", loops(5), loops(8), loops(30));
    printf("%d %d %d %d %d\n", nested(1, 1), nested(1, 2), nested(1, 3), nested(2, 1),
           nested(2, 2));
    char buffer[16] = "";
    duff(buffer, "hello, world", 11);
    puts(buffer);
    static const unsigned char program[] = {17, 13, MUL, 15, SUB, NEG, 99, ADD, 255};
    printf("%d %s %s\n", machine(program), string(6), string(-1));
    switch (side()) {
    case 0:
        side();
    case 5:
        break;
    default:
        effect = 99;
    }
    printf("%d\n", effect);
    return 0;
}
