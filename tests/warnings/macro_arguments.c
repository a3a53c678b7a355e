/* What stands in the arguments of a macro is reported where it stands, on later lines than the macro's name too. */
#include <stdio.h>
#define LOG(f, ...) do { if (f) printf(f, __VA_ARGS__); } while (0)
#define ID(x) x
#define TWO(a, b) a; \
    b
#define NESTED(x) ID(ID(x))

int f(int *p, char *q, unsigned u)
{
    ID(int z =
       q;
       if (z)
           z = 2;
           z = 3;
    )
    TWO(z = p,
        z = q);
    NESTED(NESTED(
        z = p
    ) + ID(u
           < z));
    ID(
        int unused;
        switch (z) {
        case 1:
            z++;
        case 2: ;
        })
    return ID(
        __LINE__
        +
        q
    );
}

int g(int a, char *q)
{
    return NESTED(a
                  && a ||
                  a) + ID(
        q == a);
}
