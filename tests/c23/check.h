#include <stdio.h>
#include <string.h>
static int failures;
#define CHECK(...) ((__VA_ARGS__) ? (void)0 : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, #__VA_ARGS__)))
#define IS(e, type) _Generic((e), type: 1, default: 0)
