/* Statement expressions and typeof, in each other, with side effects once, as operands and in
 * initialisers. */
#include <stdio.h>

#define max(a, b)                                                                                  \
    ({                                                                                             \
        typeof(a) a_ = (a);                                                                        \
        typeof(b) b_ = (b);                                                                        \
        a_ > b_ ? a_ : b_;                                                                         \
    })
#define clamp(v, lo, hi)                                                                           \
    max(lo, ({                                                                                     \
            typeof(v) v_ = (v);                                                                    \
            typeof(hi) hi_ = (hi);                                                                 \
            v_ < hi_ ? v_ : hi_;                                                                   \
        }))
#define container_of(p, type, member)                                                              \
    ({                                                                                             \
        const typeof(((type *)0)->member) *m_ = (p);                                               \
        (type *)((char *)m_ - __builtin_offsetof(type, member));                                   \
    })
#define swap(a, b)                                                                                 \
    do {                                                                                           \
        typeof(a) t_ = (a);                                                                        \
        (a) = (b);                                                                                 \
        (b) = t_;                                                                                  \
    } while (0)
#define each(i, n) for (typeof(n) i = 0; i < (n); i++)
#define once(x)                                                                                    \
    ({                                                                                             \
        static typeof(x) kept;                                                                     \
        static int have;                                                                           \
        if (!have) {                                                                               \
            kept = (x);                                                                            \
            have = 1;                                                                              \
        }                                                                                          \
        kept;                                                                                      \
    })

struct Node {
    int key;
    struct Node *next;
};
struct Holder {
    long pad;
    struct Node node;
    char tail;
};
static int calls;
static int call(int x)
{
    calls++;
    return x;
}
static struct Node make(int k) { return (struct Node){k, 0}; }

static int early(int x)
{
    int r = ({
        if (x > 3)
            return -1;
        x * 2;
    });
    return r + 1;
}
static int looped(int n)
{
    int total = 0;
    for (int i = ({
             int k = n;
             k / 2;
         });
         ({ i < n; }); ({ i++; })) {
        total += ({
            int j = 0;
            while (1) {
                if (j > i)
                    break;
                j += 3;
            }
            j;
        });
        if (({
                typeof(i) z = i;
                z == 7;
            }))
            continue;
        total += 100;
    }
    return total;
}
static int volatile vi = 5;

int main(void)
{
    printf("%d %g %ld\n", max(call(3), call(7)), max(2.5, 1), max(1l, 2));
    printf("%d\n", calls);
    printf("%d %d %d\n", clamp(5, 1, 9), clamp(-5, 1, 9), clamp(50, 1, 9));
    printf("%d\n", max(max(1, max(2, 3)), ({
                           int k = 2;
                           max(k, k + 5);
                       })));
    struct Holder h = {1, {42, 0}, 'x'};
    struct Node *n = &h.node;
    printf("%c %ld\n", container_of(n, struct Holder, node)->tail,
           container_of(&n->key, struct Holder, node.key)->pad);
    int a = 1, b = 2, arr[3] = {1, 2, 3};
    swap(a, b);
    swap(arr[0], arr[2]);
    printf("%d %d %d %d\n", a, b, arr[0], arr[2]);
    each(i, 3ul) printf("%zu:%d ", sizeof i, arr[i]);
    puts("");
    for (int i = 0; i < 3; i++)
        printf("%d ", once(call(i + 10)));
    printf("%d\n", calls);
    printf("%d %d %d\n", early(2), early(9), looped(11));
    typeof(arr) copy = {7, 8};
    typeof(&arr[0]) p = copy;
    typeof(int[2]) two;
    typeof(*p) deref = *p;
    printf("%zu %d %d %zu\n", sizeof copy / sizeof *copy, copy[1], deref, sizeof two);
    typeof(make) *fp = make;
    typeof(make(1)) s = fp(9);
    typeof(s.next) link = &s;
    printf("%d %d\n", s.key, link->key);
    __auto_type au = 3.5f;
    __auto_type st = make(6);
    const __auto_type c = 'c';
    printf("%zu %d %zu\n", sizeof au, st.key, sizeof c);
    typeof(vi) copy_vi = vi;
    typeof(vi + 0l) wide = vi;
    typeof(const char *) str = "str";
    printf("%d %zu %s\n", copy_vi, sizeof wide, str);
    printf("%d\n", ({
                       struct Node x = make(3);
                       x;
                   }).key);
    printf("%d\n", ({
                       int i = 1;
                       {
                           int i = 2;
                           (void)i;
                       }
                       i;
                   }) + ({
                       goto over;
                       1;
                   over:
                       4;
                   }));
    int i = 5;
    i = ({
            int j = i;
            i++;
            j;
        }) +
        0;
    printf("%d\n", i);
    typeof(({
        long q = 1;
        q;
    })) ty = 1;
    printf("%zu\n", sizeof ty);
    printf("%d\n", ({
               typeof(({
                   int q = 4;
                   q;
               })) w = 5;
               w + ({
                   typeof(w) v = w;
                   v * 2;
               });
           }));
    int sz = 4;
    typeof(int[sz++]) vla;
    printf("%zu %d\n", sizeof vla, sz);
    printf("%zu\n", sizeof(({
               call(1);
               1L;
           })));
    printf("%d\n", calls);
    if (({
            int k = call(0);
            k;
        }))
        puts("no");
    else
        puts("yes");
    const int ci = 3;
    typeof(+ci) mutable_ = ci;
    mutable_++;
    printf("%d\n", mutable_);
    ({ ({ ({ puts("nested"); }); }); });
    ({});
    return ({ 0; });
}
