// Counters narrower than int, or without a sign: they wrap around where C says so, and loops with several ways out.
#include <stdio.h>

static int a[70000];
static const int *bytes = a + 300;
#define NEW __attribute__((noinline)) static unsigned

NEW up(unsigned char n) { unsigned s = 0; for (unsigned char i = 0; i < n; i++) s = s * 3 + a[i]; return s; }
NEW to_int(int n) { unsigned s = 0; for (unsigned char i = 250; i < n; i++) { s = s * 3 + a[i]; if (s > 4000000000u) break; } return s; }
NEW full(unsigned char i) { unsigned s = 0; do s = s * 3 + a[i]; while (++i); return s; }
NEW down(unsigned char n) { unsigned s = 0; while (n--) s = s * 3 + a[n]; return s * 300 + n; }
NEW down_wide(unsigned n) { unsigned s = 0; while (n--) s = s * 3 + a[n]; return s + n; }
NEW down_short(unsigned short n) { unsigned s = 0; for (unsigned short i = n; i--;) s = s * 3 + a[i]; return s; }
NEW down_signed(signed char n) { unsigned s = 0; for (signed char i = n; i >= 0; i--) s = s * 3 + a[i]; return s; }
NEW by_two(unsigned short from, unsigned short end) { unsigned s = 0; for (unsigned short i = from; i < end; i += 2) { s = s * 3 + a[i]; if (i > 65500) break; } return s; }
NEW across(unsigned short from, unsigned short end) { unsigned s = 0; for (unsigned short i = from; i != end; i++) s = s * 3 + a[i]; return s; }
NEW across_signed(signed char from, signed char end) { unsigned s = 0; for (signed char i = from; i != end; i++) s = s * 3 + bytes[i]; return s; }
NEW search(const int *p, unsigned from, unsigned n, int x) { unsigned i; for (i = from; i < n; i++) if (p[i] == x) break; return i; }
NEW search_back(const int *p, int n, int x) { int i; for (i = n; i >= 0; i--) { if (p[i] == x) break; if (i == 17) return 1000; } return i; }
NEW step_char(char from) { unsigned s = 0; for (char c = from; c <= 'z'; c++) s = s * 5 + c; return s; }
NEW last(unsigned n) { unsigned i = n, s = 0; while (i-- != 0) if (a[i] & 1) { s = i; break; } return s * 2 + i; }

int main(void) {
  for (int i = 0; i < 70000; i++) a[i] = i * 7 ^ i >> 3;
  for (int k = 0; k < 6; k++) {
    printf("%u %u %u %u", up(k), up(255 - k), to_int(251 + k), full(k * 51));
    printf(" %u %u %u", down(k), down(255 - k), down_wide(k * 100));
    printf(" %u %u %u %u", down_short(k), down_short(65535 - k), down_signed(k), down_signed(127 - k));
    printf(" %u %u", down_signed(-k), down_signed(-128 + k));
    printf(" %u %u %u", by_two(k, 9), by_two(65530 + k, 65535), across(65533 + k, k));
    printf(" %u %u", across_signed(k, -k), across_signed(-k, k));
    printf(" %u %u %u", search(a, k, 50, 7 * 17), search(a, 60, k, 7), search(a, 65000, 70000, a[65100 + k]));
    printf(" %u %u %u", search_back(a, 40, a[20 - k]), search_back(a, k, 7), step_char('a' + 5 * k));
    printf(" %u %u\n", last(k), last(k * 9));
  }
  return 0;
}
