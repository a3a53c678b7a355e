// Microsoft's layout of records (attribute ms_struct), beside the usual one, and what aligned does to bit-fields.
#include <stdio.h>
#include <string.h>

#define MS __attribute__((ms_struct))
#define MS_PACKED __attribute__((ms_struct, packed))
#define SHOW(type, member)                                                                                             \
    do {                                                                                                               \
        type object;                                                                                                   \
        unsigned char bytes[sizeof object];                                                                            \
        memset(&object, 0, sizeof object);                                                                             \
        object.member = -1;                                                                                            \
        memcpy(bytes, &object, sizeof object);                                                                         \
        printf("%s %zu %zu %s:", #type, sizeof(type), _Alignof(type), #member);                                        \
        for (size_t i = 0; i < sizeof bytes; i++)                                                                      \
            printf("%02x", bytes[i]);                                                                                  \
        printf("\n");                                                                                                  \
    } while (0)

struct MS run { char a; int b : 3, c : 30, d : 2; unsigned e : 1; };
struct MS other_size { short a : 3; int b : 3; char c : 2; long d : 1; };
struct MS ended { int a : 1; int : 0; int b : 1; char : 0; char c : 4; char d; };
struct MS alone { char a; long : 0; char b; };
struct MS behind { int a : 3; char b; short c : 4; };
struct MS aligned { int a : 3; int b : 4 __attribute__((aligned(8))); int c : 30; short d : 3 __attribute__((aligned(4))); };
struct MS member { char a; long b : 1 __attribute__((packed)); long c : 64; short d : 7; unsigned e; };
struct MS_PACKED packed { char a; long b : 1; short c[3]; int d : 32; char e; };
struct MS_PACKED packed_aligned { int a : 4 __attribute__((aligned(2))); short b; long c : 1; int : 0; char d; };
struct MS_PACKED uneven { char a; unsigned b : 21; long c : 64; __int128 d : 100; _Bool e : 1; };
struct __attribute__((gcc_struct)) usual { short a : 3; int b : 3; char c : 2; long d : 1; };
struct gaps { unsigned short a : 12; short : 16 __attribute__((aligned(8))); char b; };
struct zero { short a : 3; char : 0 __attribute__((aligned(16))); long b : 1; };
union MS either { short a : 1; long : 0; int b; char c : 3; };
#pragma pack(push, 2)
struct MS limited { char a; int b : 5; long c; char d; long e : 3 __attribute__((aligned(16))); };
struct MS_PACKED limited_packed { char a : 1; unsigned b : 32; short c : 16; char d : 8; };
#pragma pack(pop)
static struct run fixed = {1, 2, 3, 1, 1};

int main(void)
{
    SHOW(struct run, a); SHOW(struct run, b); SHOW(struct run, c); SHOW(struct run, d); SHOW(struct run, e);
    SHOW(struct other_size, a); SHOW(struct other_size, b); SHOW(struct other_size, c); SHOW(struct other_size, d);
    SHOW(struct ended, a); SHOW(struct ended, b); SHOW(struct ended, c); SHOW(struct ended, d);
    SHOW(struct alone, a); SHOW(struct alone, b);
    SHOW(struct behind, a); SHOW(struct behind, b); SHOW(struct behind, c);
    SHOW(struct aligned, a); SHOW(struct aligned, b); SHOW(struct aligned, c); SHOW(struct aligned, d);
    SHOW(struct member, a); SHOW(struct member, b); SHOW(struct member, c); SHOW(struct member, d);
    SHOW(struct packed, b); SHOW(struct packed, c[1]); SHOW(struct packed, d); SHOW(struct packed, e);
    SHOW(struct packed_aligned, a); SHOW(struct packed_aligned, b); SHOW(struct packed_aligned, c);
    SHOW(struct packed_aligned, d);
    SHOW(struct uneven, b); SHOW(struct uneven, c); SHOW(struct uneven, d); SHOW(struct uneven, e);
    SHOW(struct usual, b); SHOW(struct usual, c); SHOW(struct usual, d);
    SHOW(struct gaps, a); SHOW(struct gaps, b); SHOW(struct zero, a); SHOW(struct zero, b);
    SHOW(union either, a); SHOW(union either, b); SHOW(union either, c);
    SHOW(struct limited, b); SHOW(struct limited, c); SHOW(struct limited, d); SHOW(struct limited, e);
    SHOW(struct limited_packed, a); SHOW(struct limited_packed, b); SHOW(struct limited_packed, d);
    printf("%d %d %d %d %u\n", fixed.a, fixed.b, fixed.c, fixed.d, fixed.e);
    return 0;
}
