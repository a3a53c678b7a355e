struct D { int x, y; } __attribute__((designated_init));
struct W { struct D d; int z; };
struct D a = {0}, b = {0, 0}, c = {}, e = {1}, f = {.x = 1, 2};
struct D g[] = {1, 2, {3, 4}, {.y = 1}};
struct W w2 = {{.x = 1}, 3}, w3 = {.d.x = 2, 3};
typedef struct { int a; struct { int b; }; } __attribute__((designated_init)) T;
T t = {1, 2}; T t2 = {.a = 1, .b = 2}; T t3 = {1, .b = 2};
void h(int n) { struct D l = {n, n}; struct D m = {n, .y = n}; l = (struct D){1}; }
