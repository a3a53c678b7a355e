/* Thread-local objects of every storage class and model. */
#include <stdio.h>
#include <pthread.h>
_Thread_local int a = 1;
static __thread int b = 2;
extern _Thread_local int c;
_Thread_local int c = 3;
static _Thread_local struct { int x[4]; } d = {{1, 2}};
__thread int le __attribute__((tls_model("local-exec")));
__thread int ie __attribute__((tls_model("initial-exec"))) = 4;
void *th(void *x) {
    a += 10;
    b += 10;
    c += 10;
    d.x[1]++;
    static _Thread_local int loc = 5;
    loc++;
    printf("%d %d %d %d %d\n", a, b, c, d.x[1], loc);
    return 0;
}
int main(void) {
    pthread_t t;
    th(0);
    pthread_create(&t, 0, th, 0);
    pthread_join(t, 0);
    th(0);
    printf("%d %d\n", le, ie);
    int *p = &a;
    *p = 100;
    printf("%d\n", a);
    return 0;
}
