/* Objects that are accessed by several types, as C17 6.5p6-7 and GNU C allow it: unions (through members of members,
   arrays, casts of a member's address), characters, signed and unsigned, memcpy, attribute may_alias in each of its
   positions, common initial sequences, first members, and allocated memory that changes its type. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEEN __attribute__((noinline, noclone))

/* Unions: what is written by one member is read by another. */
union word { int32_t i; uint32_t u; float f; short h[2]; unsigned char c[4]; struct { int16_t low, high; } parts; };
struct holder { long before; union word w; union { double d; long l; int pair[2]; }; };

SEEN int union_member(union word *a, union word *b) { a->i = 1; b->f = 2.0f; return a->i; }
SEEN int union_array(union word *a, union word *b, int k) { a->i = 1; b->h[k] = 7; return a->i; }
SEEN int union_nested(struct holder *a, struct holder *b) { a->w.parts.high = 5; b->w.u = 0x30004; return a->w.parts.high; }
SEEN long union_anonymous(struct holder *a, struct holder *b) { a->l = 1; b->d = 1.5; return a->l; }
SEEN int union_pair(struct holder *a, struct holder *b, int k) { a->pair[k] = 1; b->d = -0.0; return a->pair[k]; }
SEEN float union_of_address(union word *a, union word *b) { *&a->f = 1.0f; *&b->u = 0x40400000; return (&a->f)[0]; }
SEEN float union_of_choice(union word *a, union word *b, int c) { a->f = 1; b->u = 0x40800000; return *(c ? &a->f : &b->f); }
SEEN double loop_of_union(union { double d; long l; } *a, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) { a->l = k; sum += a->d != 0; a->d = 1.25; sum += a->l & 0xff; sum += a->d; }
    return sum;
}
static union word of_file;
SEEN uint32_t union_of_file(union word *a, float f) { of_file.f = f; a->u ^= 1; return of_file.u; }

/* Characters see and change anything, and so does memcpy. */
SEEN int by_character(int *a, unsigned char *b) { *a = 0x01020304; b[0] = 9; return *a; }
SEEN long by_signed_character(long *a, signed char *b) { *a = -1; *b = 0; return *a; }
SEEN double by_copy(double *a, const long *b) { *a = 1; memcpy(a, b, sizeof *a); return *a; }
SEEN float by_words(const float *a, int n) {
    float sum = 0;
    for (int k = 0; k < n; k++) { uint32_t bits; memcpy(&bits, a + k, 4); bits &= 0x7fffffff; float f; memcpy(&f, &bits, 4); sum += f; }
    return sum;
}
SEEN void reverse_bytes(void *object, size_t size) {
    unsigned char *p = object;
    for (size_t k = 0; k < size / 2; k++) { unsigned char c = p[k]; p[k] = p[size - 1 - k]; p[size - 1 - k] = c; }
}
SEEN int read_reversed(int *a) { *a = 0x11223344; reverse_bytes(a, sizeof *a); return *a; }
SEEN int bool_and_char(_Bool *a, char *b) { *a = 1; *b = 0; return *a; }

/* Signed and unsigned types correspond, qualified ones too; an enumerated type and its compatible integer type. */
enum colour { RED, GREEN, BLUE };
SEEN int sign(int *a, unsigned *b) { *a = 1; *b = 0xfffffffe; return *a; }
SEEN unsigned long sign_long(unsigned long *a, const long *b, long *c) { *a = 4; *c = -4; return *a + (unsigned long)*b; }
SEEN int sign_short(short *a, unsigned short *b) { *a = 1; *b = 0xffff; return *a; }
SEEN int enumeration(enum colour *a, unsigned *b) { *a = RED; *b = 2; return *a; }
SEEN int volatile_too(volatile int *a, unsigned *b) { *a = 1; *b = 3; return *a; }

/* may_alias: on a typedef, before and after; on a structure, a pointer's target, in a cast, behind const. */
typedef int __attribute__((may_alias)) any_int;
typedef __attribute__((__may_alias__)) short any_short;
typedef long any_long __attribute__((may_alias));
typedef float *float_pointer __attribute__((may_alias));
struct __attribute__((may_alias)) any_struct { int x, y; };
enum __attribute__((may_alias)) any_enum { A_FIRST, A_SECOND, A_LAST = 0x7fffffff };

SEEN float alias_typedef(float *a, any_int *b) { *a = 1; *b = 0x40000000; return *a; }
SEEN float alias_index(float *a, any_int *b, int k) { a[k] = 1; b[k] = 0x40000000; return a[k]; }
SEEN float alias_step(float *a, any_int *b) { a[1] = 1; *++b = 0x40000000; return a[1]; }
SEEN int alias_read(float *a, const any_int *b) { *a = 1; int was = *b; *a = 2; return was ^ *b; }
SEEN float alias_short(float *a, any_short *b) { *a = 1; b[1] = 0x4000; return *a; }
SEEN double alias_long(double *a, any_long *b) { *a = 1; *b = 0x4000000000000000; return *a; }
SEEN float alias_struct(float *a, struct any_struct *b) { a[1] = 1; b->y = 0x40000000; return a[1]; }
SEEN float alias_cast(float *a, void *b) { *a = 1; *(any_int *)b = 0x40000000; return *a; }
SEEN float alias_typeof(float *a, any_int *b) { __typeof__(*b) *c = b; *a = 1; *c = 0x40000000; return *a; }
SEEN float alias_choice(float *a, any_int *b, any_int *c, int k) { *a = 1; *(k ? b : c) = 0x40000000; return *a; }
SEEN float alias_enum(float *a, enum any_enum *b) { *a = 1; *b = A_LAST ^ 0x3fffffff; return *a; }
SEEN float alias_compound(float *a, any_int *b) { *a = 2; *b += 0x00800000; *b |= 0; ++*b; --*b; return *a; }
SEEN any_int *pass(any_int *p) { return p; }
SEEN float alias_result(float *a, any_int *b) { *a = 1; *pass(b) = 0x40000000; return *a; }
SEEN long alias_pointer(float_pointer *a, long *b) { *b = 1; *a = 0; return *b; }
SEEN int alias_union_pointer(int *a, union word *b) { *a = 1; b->u = 77; return *a; }

/* The common initial sequence (6.5.2.3p6), and a structure's first member. */
struct circle { int kind; float radius; };
struct square { int kind; double side; };
union shape { struct circle c; struct square s; };
SEEN int initial(union shape *a, union shape *b) { a->c.kind = 1; b->s.kind = 2; return a->c.kind; }
SEEN int first_member(struct circle *a, int *b) { a->kind = 1; *b = 3; return a->kind; }
SEEN float second_member(struct circle *a, float *b) { a->radius = 1; *b = 3; return a->radius; }
struct outer { struct circle c; long l; };
SEEN float inner_member(struct outer *a, struct circle *b) { a->c.radius = 1; b->radius = 4; return a->c.radius; }
SEEN int whole(struct circle *a, struct circle *b) { a->kind = 1; *b = (struct circle){8, 9}; return a->kind + (int)a->radius; }

/* Allocated memory takes the type of what is stored to it, and another one with the next store. */
struct node { struct node *next; };
static struct node *unused;
SEEN void give(void *p) { struct node *n = p; n->next = unused; unused = n; }
SEEN double *take(double value) { struct node *n = unused; unused = n->next; double *d = (double *)n; *d = value; return d; }
SEEN int again(int *i, float *f) { *i = 1; *f = 2; *i = 1; return *i; }
SEEN void last(int *i, float *f, int n) { for (int k = 0; k < n; k++) { *f = k; *i = k; } }
SEEN float alternating(int *i, float *f, int n) {
    float sum = 0;
    for (int k = 0; k < n; k++) { *i = k; sum += *i; *f = k + 0.5f; sum += *f; }
    return sum + *f;
}
SEEN int before_store(int *i, float *f) { int v = *i; *f = 3; return v; }
SEEN int before_loop(int *i, float *f, int n, int c) { int v = 0; for (int k = 0; k < n; k++) { v = *i; *f = c; } return v; }
SEEN void in_place(int *i, float *f, int n) { for (int k = 0; k < n; k++) f[k] = i[k] * 0.5f; }
SEEN void either(int *i, float *f, int c) { *i = 5; if (c) *f = 6; else *i = 7; }
SEEN long wide(long *a, double *b) { long x = a[0], y = a[1]; b[0] = 1; b[1] = 2; return x * 10 + y; }

/* What does rely on types must still be right: nothing here overlaps. */
struct vector { int count; double *data; float scale; };
static inline double *data_of(struct vector *v) { return v->data; }
static inline int count_of(const struct vector *v) { return v->count; }
SEEN void scale(struct vector *v) { for (int k = 0; k < count_of(v); k++) data_of(v)[k] *= v->scale; }

/* Functions with other options, inlined into each other or not. */
__attribute__((optimize("no-strict-aliasing"))) SEEN int free_of_types(int *a, float *b) { *a = 1; *b = 2; return *a; }
#pragma GCC push_options
#pragma GCC optimize("-fno-strict-aliasing")
SEEN int free_by_pragma(long *a, double *b) { *a = 1; *b = 2; return *a != 1; }
#pragma GCC pop_options

int main(void) {
    union word w; struct holder h = {0}; long room[8]; float f[4]; void *p = malloc(400), *q[3];
    printf("%d %d %d\n", union_member(&w, &w), union_array(&w, &w, 1), union_array(&w, &w, 0));
    printf("%d %ld\n", union_nested(&h, &h), union_anonymous(&h, &h));
    printf("%d %d\n", union_pair(&h, &h, 0), union_pair(&h, &h, 1));
    printf("%g %g %g\n", union_of_address(&w, &w), union_of_choice(&w, &w, 1), loop_of_union(p, 6));
    printf("%x\n", union_of_file(&of_file, 1.5f));
    printf("%x %lx\n", by_character((int *)room, (unsigned char *)room), by_signed_character(room, (signed char *)room));
    double d; long bits = 0x4010000000000000; memcpy(&d, &bits, 8);
    printf("%g %g\n", by_copy(&d, &bits), by_words((float[]){-1, 2, -3}, 3));
    int n; printf("%x\n", read_reversed(&n));
    _Bool b; printf("%d\n", bool_and_char(&b, (char *)&b));
    short s; enum colour e; unsigned long ul;
    printf("%d %ld %d\n", sign(&n, (unsigned *)&n), sign_long(&ul, (long *)&ul, (long *)&ul), sign_short(&s, (unsigned short *)&s));
    printf("%d %d\n", enumeration(&e, (unsigned *)&e), volatile_too(&n, (unsigned *)&n));
    any_int *fi = (any_int *)f;
    printf("%g %g %g\n", alias_typedef(f, fi), alias_index(f, fi, 2), alias_step(f, fi));
    printf("%x %g %g\n", alias_read(f, fi), alias_short(f, (any_short *)f), alias_long(&d, (any_long *)&d));
    printf("%g %g\n", alias_struct(f, (struct any_struct *)f), alias_cast(f, f));
    printf("%g %g %g\n", alias_typeof(f, fi), alias_choice(f, fi, fi, 0), alias_enum(f, (enum any_enum *)f));
    printf("%g %g\n", alias_compound(f, fi), alias_result(f, fi));
    printf("%ld %d\n", alias_pointer((float_pointer *)room, room), alias_union_pointer(&w.i, &w));
    union shape shape; struct outer outer;
    printf("%d\n", initial(&shape, &shape));
    printf("%d %g %g\n", first_member(&shape.c, &shape.c.kind), second_member(&shape.c, &shape.c.radius), inner_member(&outer, &outer.c));
    printf("%d\n", whole(&outer.c, &outer.c));
    for (int k = 0; k < 3; k++) give(q[k] = malloc(16));
    double *x = take(1.5), *y = take(2.5);
    printf("%g %g %d %d\n", *x, *y, (void *)x == q[2], (void *)y == q[1]);
    printf("%d\n", again(p, p)); last(p, p, 4); printf("%d", *(int *)p); printf(" %g\n", alternating(p, p, 5));
    *(int *)p = 77; printf("%d", before_store(p, p)); printf(" %g\n", *(float *)p);
    *(int *)p = 78; printf("%d", before_loop(p, p, 1, 3)); printf(" %g\n", *(float *)p);
    for (int k = 0; k < 100; k++) ((int *)p)[k] = k;
    in_place(p, p, 100); printf("%g %g\n", ((float *)p)[1], ((float *)p)[99]);
    either(p, p, 1); printf("%g", *(float *)p); either(p, p, 0); printf(" %d\n", *(int *)p);
    ((long *)p)[0] = 4; ((long *)p)[1] = 2; printf("%ld", wide(p, p)); printf(" %g\n", ((double *)p)[1]);
    double data[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9}; struct vector v = {9, data, 0.5f};
    scale(&v); printf("%g %g\n", data[0], data[8]);
    printf("%d %d\n", free_of_types(p, p), free_by_pragma(p, p));
    return 0;
}
