/* Declarations that are missing, old, or hide others. */
int global;
int called(void);
int old();
int without_prototype(int a) { return a; }
int old(int a) { return a; }
int with_prototype(int);
int with_prototype(int a) { return a; }
static int internal(void) { return 1; }
int kr(a) int a; { return a; }
int (*pointer)();

int hides(int parameter)
{
    int local = internal();
    {
        int local = 1;
        int parameter = local;
        long global = parameter;
        char called = global;
        local = called;
    }
    for (int local = 0; local < 3; local++)
        parameter += local;
    return local + parameter;
}

int main() { return hides(global); }
