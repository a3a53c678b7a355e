/* Operators that likely mean something else. */
enum color { RED, GREEN };
enum fruit { APPLE, PEAR };
int keep(int, ...);
extern int weak_object __attribute__((weak));
int object, array[3];

void precedence(int a, int b, int c)
{
    if (a = b) keep(1);
    if ((a = b)) keep(1);
    while (a = b) keep(2);
    keep(a && b || c);
    keep((a && b) || c);
    keep(a << b + c);
    keep(a & b == c);
    keep(a | b & c);
    keep(a ^ b + c);
    keep(a < b < c);
    keep(a == b == c);
    keep(!a == b);
    keep(!a == !b);
    keep((!a) == b);
    keep(!a & b);
    keep(a + b & c);
    if (a) if (b) keep(1); else keep(2);
    if (a) ;
    if (a) keep(1); else ;
    do ; while (a++ < 3);
    keep((a ? 1 : 2) ? b : c);
    if (a << 2) keep(1);
    if (a * b) keep(2);
}

int signs(int i, unsigned u, long l, unsigned char c, unsigned short s, unsigned long n, enum color color,
          enum fruit fruit, _Bool flag)
{
    keep(i < u);
    keep(u == i);
    keep(u > 5);
    keep(i == 5u);
    keep(i == 0xffffffffu);
    keep(c < i);
    keep(s == u);
    keep(l < u);
    keep(l < n);
    keep((i & 7) < u);
    keep(c + s < u);
    keep(c * 2 == u);
    keep(color == fruit);
    keep(flag == 2);
    keep(flag > 1);
    keep(c > 300);
    keep(c == -1);
    keep(u < 0);
    keep(u >= 0);
    keep(sizeof i > i);
    keep(i > sizeof i && i < 3);
    keep(flag ? i : u);
    keep(flag ? 1 : u);
    return ~flag;
}

void addresses(char *s)
{
    if (&object) keep(1);
    if (array) keep(1);
    if (&weak_object) keep(1);
    if (keep) keep(1);
    if (&object == 0) keep(1);
    if (s == "text") keep(1);
}
