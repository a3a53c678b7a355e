/* Implicit conversions that may change values: of constants, widened values, masks, bit-fields, compound assignments. */
typedef unsigned char u8; typedef unsigned short u16;
struct b { int f3 : 3; unsigned u5 : 5; unsigned char c; _Bool t : 1; long l40 : 40; };
void take(char c, unsigned u, float f, short s); int gi(void); unsigned gu(void); double gd(void); int vf(const char *, ...);
enum e { E1, E2 };
void ints(char c, signed char sc, u8 uc, short s, u16 us, int i, unsigned u, long l, unsigned long ul, long long ll, float f, double d, long double ld, struct b *b, enum e e, _Bool t, int *p, __int128 x) {
  c = i; c = 5; c = 200; c = 300; uc = -1; uc = i; uc = uc + 1;
  uc = uc & 0xf; uc = i & 0xff; uc = i & 0x7f; uc = u & 0xff; c = i & 0x7f; c = i & 0xff;
  sc = i & 0x7f; uc = i & 0x1ff; s = i & 0xffff; us = i & 0xffff; us = u >> 16;
  uc = uc | uc; uc = uc ^ 3; uc = uc | 0x100; uc = uc << 1; uc = uc >> 1; uc = (u8)i; uc = (u8)(i >> 3); uc = ~uc; uc = -uc; uc = !i; uc = i > 3;
  s = uc; s = us; us = s; s = sc; us = sc; us = c; s = uc * uc; s = uc + uc; us = uc * uc; us = us / 3; us = us % 10; us = us / us; s = s / 2; s = s % 2; i = u; u = i; u = s; u = us; u = c; u = uc;
  u = 5; u = -1; u = -5; i = 0x80000000; i = 4000000000u; l = u; l = i; ul = i; ul = u; ul = l; u = ul; u = l; i = l; i = ll; ll = i; l = ul; x = l; l = x; ul = sizeof i; i = sizeof i; u = sizeof i; s = sizeof i; i = sizeof(int) * i;
  f = i; f = s; f = us; f = l; f = d; f = ld; f = 1.5; f = 1.1; f = 3; f = 16777217; d = i; d = l; d = f; d = ld; d = 1.1L; d = 0.5L; d = ul; ld = l; ld = ul; ld = d; ld = 1; i = f; i = d; i = 1.0; i = 1.5; u = f; u = -1.0; u = 2.0; t = i; t = d; i = t; uc = t; e = i; i = e; uc = e; c = E1; e = 3; uc = E2; t = 5;
  b->f3 = i; b->f3 = 3; b->f3 = 9; b->u5 = u; b->u5 = i; b->u5 = i & 0x1f; b->u5 = u & 31; b->c = b->u5; b->f3 = b->u5; i = b->u5; u = b->u5; u = b->f3; uc = b->u5; sc = b->f3; b->u5 = b->u5 + 1; b->t = i; b->l40 = l; b->l40 = i; l = b->l40; i = b->l40; b->u5 = uc; b->f3 = c;
  c += 1; c += i; uc -= 1; uc += uc; s *= 2; us <<= 1; us >>= 1; us |= 1; us |= i; us &= 0xff; us &= i; us ^= us; us /= 2; i += u; u += i; i += l; l += i; f += 1; f += d; f *= 2.0; i += f; i *= 1.5; d += i; u -= 1; u += -1; ul += i; ul -= l; c++; --uc; us %= 10; b->u5 += 1; b->f3 |= 1; f += 1.0f; uc |= 0x80; uc &= ~1; uc &= (u8)~1; us += (u16)i; u += 1u; s >>= 1; s <<= 1; c -= 'a'; ul += 1; ul *= 8; u *= sizeof i; i += sizeof i;
  take(i, i, d, i); take('a', 1, 1.0, 3); take(300, -1, 0.1, 70000); take(gi(), gi(), gi(), gu());
  i = u + i; u = u + i; u = i + 1; u = i * 2u; ul = i + u; ul = ul + i; l = l + u; ul = u * l; i = u < i; i = t ? u : i; u = t ? i : 3; uc = t ? 1 : 2; uc = t ? 300 : 2; uc = t ? i : 2; c = t ? 'a' : 'b'; uc = t ? uc : us; u = t ? 1 : -1; u = t ? s : us; f = t ? 1.0 : 0.1; i = (i, l);
  d = f * d; d = f * f; d = f + 1.0; f = f + 1.0; f = f * 2; f = f * i; f = i / 2; d = f / l; if (f > d) i = 1; if (f == 1.0) i = 2; d = t ? f : d; d = i * f; d = l * f; f += l; d *= l; d += ul; if (i == f) i = 2; f = -d; f = (float)d; i = (int)d; uc = (int)uc; us = (int)us; uc = (int)us; d = u * f; f = (char)i; f = c;
  p[l] = 3; p[ul] = u; i = p[u]; i = gd(); i = gu(); u = gi(); uc = gi(); i = -u; u = -i; u = ~i; u = ~0; u = ~5; u = 1 << 3; uc = 1 << 7; uc = 1 << 8; c = 1 << 7; c = 0xff; sc = 0x80; sc = -128; sc = -129; s = 0xffff; s = 40000u; us = 70000; i = 3000000000; u = 5000000000; i = 1UL; i = -1UL; u = 3L; u = -3L; uc = ~0; uc = ~0u; uc = 255u; uc = 256u; uc = 0xfful; uc = -1L; c = -1; c = 255u; s = -40000; us = -40000; us = -1; i = 0xffffffffUL; i = 0x100000000UL; u = 1.5; u = 1e10; c = 1e3;
}
unsigned rets(int i) { return i; } u8 ret8(int i) { return i + 1; } float retf(double d) { return d; } short rets2(long l) { if (l) return 70000; return l; } int retb(unsigned u) { return u; }
u8 g8 = -1; u8 g8b = 300; int gib = 1.5; float gfb = 0.1; float gfa[] = { 1, 2.5, 0.1, 16777217 }; u8 ga[] = { 1, -1, 256, 'a' }; unsigned gua[2] = { -1, 5 }; struct b gb = { 1, -1, 300, 1, 5 }; struct b gb2 = { 7, 40, 3, 1, 5 };
void locals(int i, long l, double d, unsigned u) { u8 a = i; u8 b[] = { i, l, d }; struct b s = { i, u, l, i, l }; unsigned z = i; float f = d, f2 = i; s = (struct b){ .c = i }; vf("", f, i, d, (u8)i, s.u5, b[0], a, z, f2); for (u8 q = i; q < i; q++) ; int arr[i]; (void)arr; unsigned k = 3; while (k < i) k++; k = k - 1; k = i - k; k <<= i; k = 1 << i; k = k >> i; k = k ? k : i; char c = k & 0xff; c = (char)k; c = (k >> 8) & 0xff; u8 e = (k >> 8) & 0xff; e = k % 256; e = k / 16777216; e = k >> 24; e = (u8)(k >> 24) | 1; e = (i & 3) | (i & 4); e = (i & 3) + 1; e = (u & 1) << 3; e = e == 3 ? 4 : 5; e = c; (void)e; (void)c; }
typedef unsigned long ul_t;
void masks(u8 uc, u16 us, unsigned u, int i, ul_t d, long l, signed char sc) {
  uc &= 0xffffffc0u; uc &= ~1u;
  uc = uc & 0xffffffc0u; uc = uc & 0x1ff; uc = uc & 0x1ffu;
  us &= ~1u; us &= ~1; us &= 0x12345;
  uc &= i;
  uc &= u;
  i = (d & 0x7ff0000000000000ul) >> 52;
  i = (d & 0xff00000000000000ul) >> 32;
  uc = (u & 0xff00) >> 8;
  uc = (u >> 8) & 0xff;
  uc = (i & 0xff00) >> 8;
  i = (l & 0x7ff0) >> 2;
  i = (d >> 33);
  uc = u >> 24; uc = us >> 8;
  uc = u / 16777216; uc = u % 256; uc = u % 100; uc = us % 100; uc = i % 100; 
  uc = (u & 0xf) << 4; uc = (u & 0xf) | 0x80; uc = (u & 0xf) + 3; uc = (u & 0x7f) ^ (us & 3);
  uc = (i & 0xf) * 2; uc = -(i & 0xf); uc = ~(i & 1); sc = (i & 0x3f) - 1; uc = (i & 0x1) ? 3 : (i & 3); uc = (i & 0xf0) >> 4; uc = (d & 0xff) >> 4; uc = (d >> 4) & 0xf; uc = ((int)(d >> 4)) & 0xf; uc = (u16)(u & 0xff); uc = (u8)u & 0x1ff;
}
