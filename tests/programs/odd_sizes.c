/* Objects of odd sizes, and what lies beside them: stores must touch no byte more, and leave none out. */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#define NI __attribute__((noinline))
typedef struct { char a[3]; } s3; typedef struct { char a[5]; } s5; typedef struct { char a[7]; } s7; typedef struct { short a[3]; } h3;
typedef struct { char a[9]; } s9; typedef struct { char a[13]; } s13; typedef struct __attribute__((packed)) { int a; char b; } p5;
typedef struct __attribute__((packed)) { long a; short b; char c; } p11;
#define T(t) NI t make_##t(int n) { t x; for (unsigned i = 0; i < sizeof x; i++) ((char *)&x)[i] = n + i; return x; } \
  NI void put_##t(t *to, int n) { *to = make_##t(n); } \
  NI int sum_##t(t x) { int s = 0; for (unsigned i = 0; i < sizeof x; i++) s = s * 3 + ((char *)&x)[i]; return s; } \
  NI void test_##t(void) { unsigned char area[48]; memset(area, 0xee, 48); put_##t((t *)(area + 16), 1); *(t *)(area + 16 + sizeof(t)) = make_##t(7); \
    t *m = malloc(sizeof(t) * 3); for (int i = 0; i < 3; i++) m[i] = make_##t(i * 5); t k = m[1]; m[1] = m[2]; m[2] = k; \
    for (int i = 0; i < 48; i++) printf("%02x", area[i]); printf(" %d %d %d %d\n", sum_##t(m[0]), sum_##t(m[1]), sum_##t(m[2]), sum_##t(*(t *)(area + 16))); free(m); }
T(s3) T(s5) T(s7) T(h3) T(s9) T(s13) T(p5) T(p11)
/* Stores of x87 numbers touch 10 bytes of 16; what was there before and is read again. */
union ld { long double d; unsigned char c[16]; struct { unsigned long m; unsigned short e; unsigned short pad[3]; } p; };
NI void x87(long double v) { union ld u; memset(&u, 0, sizeof u); u.d = v; printf("%lx %x\n", u.p.m, u.p.e); u.p.pad[0] = 0x1234; u.p.pad[1] = 7; printf("%x %x %La\n", u.p.pad[0], u.p.pad[1], u.d); }
NI void x87_array(int n) { long double a[3]; char *p = (char *)a; memset(a, 0x11, sizeof a); p[10] = 5; a[1] = n; p[26] = 6; p[15] = 9; a[0] = n + 1; printf("%d %La %La\n", p[26], a[0], a[1]); }
/* Bit-fields of a packed structure with a byte right after it. */
struct __attribute__((packed)) bits { unsigned long long a : 37; unsigned __int128 b : 83; unsigned char after; unsigned c : 31; unsigned d : 1; char end; };
NI void bit_neighbours(struct bits *x, unsigned long v) { x->after = 0x5a; x->end = 0x77; x->a = v; x->b = (unsigned __int128)v << 40 | v; x->c = v >> 3; x->d = v; printf("%x %x %lx %lx %lx %x %x\n", x->after, x->end, (long)x->a, (long)x->b, (long)(x->b >> 64), x->c, x->d); }
NI void bit_cleared(unsigned long v) { struct bits x; memset(&x, 0, sizeof x); x.b = v; unsigned char *p = (unsigned char *)&x; for (unsigned i = 0; i < sizeof x; i++) printf("%02x", p[i]); puts(""); }
union flag { _Bool b; unsigned char c; struct { _Bool x : 1, y : 1, z : 1; } f; };
NI void bools(int n) { union flag u; u.c = 0xa0; u.f.x = n; u.f.y = n & 2; u.f.z = n & 4; printf("%x", u.c); u.b = n; printf(" %d %x\n", u.c, u.b); _Bool a[5]; memset(a, 1, 5); a[2] = n; a[3] ^= 1; printf("%d%d%d%d%d\n", a[0], a[1], a[2], a[3], a[4]); }
typedef int v4 __attribute__((vector_size(16))); typedef char v8c __attribute__((vector_size(8))); typedef short v2s __attribute__((vector_size(4)));
struct vecs { v4 a; v8c b; v2s c; char end; };
NI void vectors(v4 x, v8c y, v2s z) { struct vecs s; memset(&s, 0x33, sizeof s); s.a = x > 2; s.b = y == 3; s.c = z < 1; s.end = 1; unsigned char *p = (unsigned char *)&s; for (int i = 0; i < 29; i++) printf("%02x", p[i]); puts(""); }
struct vol { volatile unsigned a : 3, b : 12; volatile unsigned long c : 33; volatile signed char d : 5; };
NI void volatiles(struct vol *v, int n) { v->a = n; v->b = n * 77; v->c += v->b * 1000003ul; v->d -= n; v->a++; printf("%u %u %lu %d\n", v->a, v->b, (unsigned long)v->c, v->d); }
struct flex { unsigned n : 5; unsigned m : 9; char rest[]; };
NI void flexible(int n) { struct flex *f = malloc(sizeof *f + n); memset(f->rest, 0x7e, n + 2); f->n = n; f->m = n * 9; printf("%d %d %x %x %zu\n", f->n, f->m, f->rest[0], f->rest[1], (size_t)((char*)f->rest - (char*)f)); free(f); }
int main(int n, char **v) {
  test_s3(); test_s5(); test_s7(); test_h3(); test_s9(); test_s13(); test_p5(); test_p11();
  x87(n + 0.5L); x87_array(n); struct bits b; memset(&b, 0xff, sizeof b); bit_neighbours(&b, 0x123456789abcdeful * n); bit_cleared(0xfedcba987654321ul * n); bools(n); bools(n + 5);
  vectors((v4){1, 2, 3, n + 8}, (v8c){3, n, 3, 4, 5}, (v2s){0, n}); struct vol w = {0}; volatiles(&w, n + 2); flexible(n + 6);
  return 0; }
