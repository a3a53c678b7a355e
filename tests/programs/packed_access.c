/* Reading and writing unaligned members, packed arrays, casts through may_alias and memcpy, endian
 * reading. */
#include <stdio.h>
#include <stdint.h>
#include <string.h>

struct __attribute__((packed)) Head {
    uint8_t v;
    uint32_t len;
    uint16_t sum;
    uint64_t id;
    float f;
    double d;
    uint8_t flags : 3, kind : 5;
    int16_t tail[3];
    void *p;
    struct {
        char c;
        int i;
    } in;
};
struct __attribute__((packed)) Un {
    char c;
    union {
        int i;
        short s[2];
    } u;
    struct __attribute__((packed)) {
        char x;
        long y;
    } n[2];
};
typedef uint32_t __attribute__((may_alias, aligned(1))) u32_any;
typedef struct {
    uint64_t v;
} __attribute__((packed)) una64;
static uint32_t le32(const uint8_t *p)
{
    return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}
static uint32_t be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}
static uint64_t be64(const void *p) { return __builtin_bswap64(((const una64 *)p)->v); }
static uint16_t get16(const void *p)
{
    uint16_t v;
    memcpy(&v, p, sizeof v);
    return v;
}
static void put32(void *p, uint32_t v) { *(u32_any *)p = v; }
static void dump(const void *p, int n)
{
    for (const uint8_t *c = p; n--; c++)
        printf("%02x", *c);
    puts("");
}
static struct Head global = {1,  0x11223344,  0x5566, 0x0102030405060708, 1.5f, -2.25, 5,
                             17, {-1, 2, -3}, 0,      {'x', -9}};
static int sum(struct Head h) { return h.v + (int)h.len + h.sum + (int)h.f + h.tail[1] + h.in.i; }
static struct Head twist(struct Head h)
{
    h.len = ~h.len;
    h.tail[2] *= 2;
    h.kind--;
    return h;
}
static unsigned aliased(float f) { return *(u32_any *)&f; }

int main(void)
{
    printf("%zu %zu\n", sizeof(struct Head), sizeof(struct Un));
    dump(&global, sizeof global);
    struct Head h = global;
    h.len++;
    h.sum += 0xff00;
    h.id <<= 4;
    h.f *= 3;
    h.d -= 1;
    h.flags++;
    h.kind ^= 9;
    h.tail[1]--;
    h.in.i++;
    h.p = &h;
    printf("%d %d\n", h.p == &h, sum(h));
    h.p = 0;
    dump(&h, sizeof h);
    h = twist(h);
    dump(&h, sizeof h);
    struct Head arr[2] = {[1] = global};
    arr[1].len--;
    ++arr[1].id;
    printf("%x %lx %d\n", arr[1].len, (long)arr[1].id, arr[0].in.i);
    struct Un u = {'a', {0x10002}, {{'b', 1}, {'c', -1l}}};
    u.u.s[1]++;
    u.n[1].y--;
    u.n[0].y += u.n[1].x;
    dump(&u, sizeof u);
    uint8_t raw[16];
    for (int i = 0; i < 16; i++)
        raw[i] = i * 17;
    printf("%x %x %lx %x %x\n", le32(raw + 1), be32(raw + 3), (long)be64(raw + 5), get16(raw + 7),
           *(u32_any *)(raw + 9));
    put32(raw + 3, 0xdeadbeef);
    dump(raw, 16);
    printf("%x\n", aliased(-0.5f));
    uint64_t v = 0x8877665544332211;
    uint8_t *b = (uint8_t *)&v;
    b[0] = 0xff;
    b[7]++;
    printf("%lx\n", (long)v);
    *(volatile uint8_t *)&v = 3;
    printf("%lx\n", (long)v);
    uint32_t w = 0x01020304;
    w = (w & 0xff) << 24 | (w & 0xff00) << 8 | (w >> 8 & 0xff00) | w >> 24;
    printf("%x\n", w);
    return 0;
}
