/* Sizes, alignments and offsets: padding, arrays, nesting, bit-fields, packed, aligned, pragma
 * pack, _Alignas. */
#include <stdio.h>
#include <stddef.h>
#include <stdalign.h>
#include <stdint.h>

#define S(t) printf("%-10s %zu %zu\n", #t, sizeof(t), _Alignof(t))
#define O(t, m) printf("%s.%s %zu ", #t, #m, offsetof(t, m))
typedef struct {
    char a;
    int b;
    char c;
} Padded;
typedef struct {
    char a;
    long double b;
} Ld;
typedef struct {
    char c;
    struct {
        short s;
        char d;
    } in;
    int64_t l;
} Nest;
typedef struct __attribute__((packed)) {
    char a;
    int b;
    long c;
    Padded p;
} Pk;
typedef struct {
    char a;
    int b __attribute__((packed));
    short c;
} PkMember;
typedef struct {
    char a;
} __attribute__((aligned(32))) Al;
typedef struct {
    char a;
    _Alignas(16) char b;
    alignas(double) char c;
} As;
typedef struct {
    char c;
    Al al;
} HasAl;
typedef struct __attribute__((packed, aligned(4))) {
    char a;
    short b;
    int c;
    char d;
} PkAl;
typedef struct {
    char c;
    __int128 q;
} Q;
#pragma pack(push, 2)
typedef struct {
    char a;
    int b;
    double c;
} P2;
#pragma pack(1)
typedef struct {
    char a;
    int b;
    double c;
    int f : 3;
    long g : 40;
} P1;
#pragma pack(pop)
typedef struct {
    char a;
    int b;
    double c;
} P0;
typedef union {
    char c[9];
    int i;
} Un;
typedef union __attribute__((packed)) {
    char c[9];
    int i;
} UnPk;
typedef struct {
    int n;
    short flex[];
} Fx;
typedef struct {
    char c;
    long z[0];
} Zl;
typedef struct {
} Em;
typedef struct {
    Em e;
    int a;
    Em f;
} HasEm;
typedef struct {
    char c;
    Em e[3];
} EmArr;
typedef struct {
    int a : 3;
    int b : 30;
    int c : 2;
    char d;
} Bf;
typedef struct {
    char a;
    int b : 5;
} Bf2;
typedef struct {
    short a : 9;
    char b : 3;
    short c : 7;
} Bf3;
typedef struct {
    char a;
    int : 0;
    char b;
} Bf4;
typedef struct {
    long a : 33;
    int b : 5;
    char c;
} Bf5;
typedef struct __attribute__((packed)) {
    int a : 3;
    long b : 60;
    char c;
} Bf6;
typedef struct {
    int : 5;
} BfU;
typedef struct {
    char a : 4;
    int b : 28;
} Bf7;
typedef struct {
    unsigned char x : 7;
    unsigned char y : 7;
} Bf8;
typedef struct {
    _Bool a : 1;
    _Bool b;
    long long c : 1;
} Bf9;
typedef struct {
    char a;
    int : 3;
    char b;
} Bf10;
typedef struct {
    int a : 8 __attribute__((packed));
    int b : 30 __attribute__((packed));
} Bf11;
typedef struct {
    int a : 16;
    int b : 16 __attribute__((aligned(8)));
} Bf12;
typedef struct {
    struct {
        char x;
    };
    union {
        long y;
        char z;
    };
    int w;
} Anon;
typedef char (*Ptr)[7];
typedef int Odd[3];
typedef int __attribute__((aligned(2))) LessInt;
typedef struct {
    char c;
    LessInt i;
} HasLess;
typedef int __attribute__((aligned(64))) MoreInt;
typedef struct {
    char c;
    double d[2];
    char e;
} Arr;
typedef struct {
    void *p;
    char c;
} Tail;
typedef struct {
    Tail t;
    char c;
} TailUser;
typedef enum __attribute__((packed)) { X1 } En;
typedef struct {
    char c;
    _Complex float f;
    _Bool b;
} Cf;
typedef struct {
    char a;
    short b;
} __attribute__((packed)) __attribute__((aligned(2))) Ab;
struct list {
    struct list *next;
    int data[3];
};
static char aligned_array[3] __attribute__((aligned(128)));
static alignas(64) char alignas_var;
static _Alignas(long) struct {
    char c;
} st;

int main(void)
{
    S(char);
    S(short);
    S(int);
    S(long);
    S(long long);
    S(float);
    S(double);
    S(long double);
    S(void *);
    S(_Bool);
    S(wchar_t);
    S(__int128);
    S(_Complex double);
    S(max_align_t);
    S(Padded);
    S(Ld);
    S(Nest);
    S(Pk);
    S(PkMember);
    S(Al);
    S(As);
    S(HasAl);
    S(PkAl);
    S(Q);
    S(P2);
    S(P1);
    S(P0);
    S(Un);
    S(UnPk);
    S(Fx);
    S(Zl);
    S(Em);
    S(HasEm);
    S(EmArr);
    S(Bf);
    S(Bf2);
    S(Bf3);
    S(Bf4);
    S(Bf5);
    S(Bf6);
    S(BfU);
    S(Bf7);
    S(Bf8);
    S(Bf9);
    S(Bf10);
    S(Bf11);
    S(Bf12);
    S(Anon);
    S(Ptr);
    S(Odd);
    S(LessInt);
    S(HasLess);
    S(MoreInt);
    S(Arr);
    S(Tail);
    S(TailUser);
    S(En);
    S(Cf);
    S(Ab);
    S(struct list);
    O(Padded, b);
    O(Padded, c);
    O(Ld, b);
    O(Nest, in);
    O(Nest, in.d);
    O(Nest, l);
    O(Pk, b);
    O(Pk, c);
    O(Pk, p.c);
    O(PkMember, b);
    O(PkMember, c);
    O(As, b);
    O(As, c);
    O(HasAl, al);
    O(PkAl, c);
    O(P2, b);
    O(P2, c);
    O(P1, c);
    O(Fx, flex);
    O(Zl, z);
    O(HasEm, a);
    O(HasEm, f);
    O(EmArr, e[2]);
    O(Anon, y);
    O(Anon, z);
    O(Anon, w);
    O(Arr, d[1]);
    O(Arr, e);
    O(TailUser, c);
    O(HasLess, i);
    O(struct list, data[2]);
    O(Bf, d);
    O(Bf4, b);
    O(Bf5, c);
    O(Bf6, c);
    O(Bf9, b);
    O(Bf10, b);
    static struct {
        char c;
        int a[4];
    } v;
    int i = 2;
    printf("\n%zu %zu %zu\n", offsetof(typeof(v), a[i]), sizeof v.a, _Alignof(v.a));
    printf("%d %d %d %zu %zu\n", (int)((uintptr_t)aligned_array % 128),
           (int)((uintptr_t)&alignas_var % 64), (int)((uintptr_t)&st % 8), _Alignof(aligned_array),
           sizeof aligned_array);
    alignas(256) char local[3];
    struct {
        alignas(32) int x;
    } many[2];
    printf("%d %d %zu\n", (int)((uintptr_t)local % 256), (int)((uintptr_t)&many[1] % 32),
           sizeof many);
    printf("%zu %zu %zu %zu\n", sizeof(int[3][4]), sizeof(&aligned_array),
           sizeof(struct { char a[3]; }[5]), sizeof *(struct list *)0);
    printf("%d\n", (int)((char *)&((Nest *)64)->in.d - (char *)64));
    return 0;
}

/* A bit-field as wide as an integer has its alignment, where it lies so, though its typedef asks for less. */
typedef long unaligned __attribute__((aligned(1)));
struct u1 { unaligned m : 32; }; struct u2 { char c; unaligned m : 32; }; struct u3 { char c[2]; unaligned m : 16; };
struct u4 { unaligned : 32; char c; }; struct u5 { unaligned m : 20; }; struct __attribute__((packed)) u6 { unaligned m : 64; };
#pragma pack(2)
struct u7 { unaligned m : 32; };
#pragma pack()
#define SHAPE(t) printf(#t " %zu %zu\n", sizeof(struct t), __alignof__(struct t))
__attribute__((constructor)) static void unaligned_bit_fields(void)
{
    SHAPE(u1); SHAPE(u2); SHAPE(u3); SHAPE(u4); SHAPE(u5); SHAPE(u6); SHAPE(u7);
}
