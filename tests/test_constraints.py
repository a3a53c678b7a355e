"""Constraints of C, one small program each: the message, its line and its kind are GCC's, under the same options."""

from __future__ import annotations

from pathlib import Path

import dejagnu
import pytest
from compilers import Batch

PEDANTIC = "-std=c17 -pedantic-errors"
C90 = "-std=c90 -pedantic-errors"
C99 = "-std=c99 -pedantic-errors"

# Options, program, line, kind, text of the message.
ROWS: list[tuple[str, str, int, str, str]] = [
    # Declarations
    (PEDANTIC, "int;", 1, "error", "useless type name in empty declaration"),
    (PEDANTIC, "struct { int a; };", 1, "error", "unnamed struct/union that defines no instances"),
    (PEDANTIC, "struct s { int a; };\nconst struct s;", 2, "error", "with type qualifier does not redeclare tag"),
    (PEDANTIC, "struct s { int a; };\nstatic struct s;", 2, "error", "storage class specifier does not redeclare tag"),
    ("", "const struct s;", 1, "warning", "useless type qualifier in empty declaration"),
    ("", "inline struct s;", 1, "error", "'inline' in empty declaration"),
    ("", "auto struct s;", 1, "error", "'auto' in file-scope empty declaration"),
    ("-pedantic", "x;", 1, "warning", "data definition has no type or storage class"),
    (PEDANTIC, "static x;", 1, "error", "type defaults to 'int' in declaration of 'x'"),
    ("-std=gnu89 -Wall", "f(void) { return 0; }", 1, "warning", "return type defaults to 'int'"),
    (C99, "int f(void)\n{ return g(); }", 2, "error", "implicit declaration of function 'g'"),
    (PEDANTIC, "inline int a;", 1, "error", "variable 'a' declared 'inline'"),
    (PEDANTIC, "_Noreturn typedef int t;", 1, "error", "typedef 't' declared '_Noreturn'"),
    (PEDANTIC, "void f(inline int a);", 1, "error", "parameter 'a' declared 'inline'"),
    (C99, "typedef int t;\ntypedef int t;", 2, "error", "redefinition of typedef 't'"),
    (PEDANTIC, "enum e { A };\ntypedef enum e t;\ntypedef unsigned t;", 3, "error", "with different type"),
    ("", "static int f(void);\nint g(void) { return f(); }", 1, "warning", "'f' used but never defined"),
    ("", "static void v;", 1, "error", "variable or field 'v' declared void"),
    ("", "void f(int a, void);", 1, "error", "'void' must be the only parameter"),
    ("", "void f(const void);", 1, "error", "'void' as only parameter may not be qualified"),
    ("", "void f(void a)\n{ }", 1, "error", "parameter 1 ('a') has incomplete type"),
    (PEDANTIC, "void f(int)\n{ }", 1, "error", "omitting parameter names in function definitions"),
    ("-std=gnu17", "int f(...);", 1, "error", "ISO C requires a named argument before '...'"),
    ("", "int f(int);\nint f(a) long a; { return 0; }", 2, "error", "argument 'a' doesn't match prototype"),
    ("", "int f(int);\nint f(a) long a; { return 0; }", 1, "error", "prototype declaration"),
    ("", "int f(int);\nint f(a, b) int a, b; { return 0; }", 2, "error", "number of arguments doesn't match prototype"),
    (PEDANTIC, "int f(float);\nint f(a) float a; { return 0; }", 2, "error", "promoted argument 'a' doesn't match"),
    (PEDANTIC, "inline int main(void) { return 0; }", 1, "error", "cannot inline function 'main'"),
    (PEDANTIC, "inline void f(void)\n{ static int a; a = 1; }", 2, "error", "'a' is static but declared in inline"),
    (PEDANTIC, "static int a;\ninline int f(void)\n{ return a; }", 3, "error", "'a' is static but used in inline"),
    ("", "static int f(void) __attribute__((weak));", 1, "error", "weak declaration of 'f' must be public"),
    ("", "int a;\nint b = (&a)[0] - 1;", 2, "error", "initializer element is not constant"),
    ("", "void f(int a)\n{ volatile int b = 1; static int c = b - b; }", 2, "error", "element is not constant"),
    ("", "void f(void)\n{ const volatile int b = 1; static int c = b; }", 2, "error", "element is not constant"),
    (PEDANTIC, "double sin(double);\ndouble a = 2 * sin(0.5);", 2, "error", "is not a constant expression"),
    # What a program, a scope, a section and main are
    (PEDANTIC, "int a;\n;", 2, "error", "ISO C does not allow extra ';' outside of a function"),
    (PEDANTIC, "\n/* nothing */\n", 4, "error", "ISO C forbids an empty translation unit"),
    (PEDANTIC, "void main(char a) { }", 1, "error", "first argument of 'main' should be 'int'"),
    (PEDANTIC, "void main(char a) { }", 1, "error", "'main' takes only zero or two arguments"),
    ("-Wall", "void main(void) { }", 1, "warning", "return type of 'main' is not 'int'"),
    ("", "void f(register void);", 1, "error", "'void' as only parameter may not be qualified"),
    ("", "void f(void, ...);", 1, "error", "'void' must be the only parameter"),
    (PEDANTIC, "void f(int a[*][4])\n{ }", 2, "error", "'[*]' not allowed in other than function prototype scope"),
    (C99, "void f(a) int a[*];\n{ }", 2, "error", "'[*]' not allowed in other than function prototype scope"),
    (C99, "void f(int n) { struct s { int (*a)[n]; }; }", 1, "error", "member of a structure or union cannot have a"),
    (C99, "_Atomic int a;", 1, "error", "ISO C99 does not support the '_Atomic' qualifier"),
    ("", "static int v;\nvoid f(void) { int v; { extern int v; } }", 2, "error", "'static' redeclared 'extern'"),
    ("", "int a __attribute__((section(\".bss.a\"))) = 1;", 1, "error", "only zero initializers are allowed"),
    ("", "extern int a __attribute__((weakref(\"b\")));", 1, "error", "'weakref' symbol 'a' must have static linkage"),
    ("", "void f(void) __attribute__((section(\"a\")));\nvoid f(void) __attribute__((section(\"b\")));", 2, "warning",
     "ignoring attribute 'section (\"b\")' because it conflicts with previous 'section (\"a\")'"),
    ("", "void f(void) __attribute__((section(\"a\"), section(\"b\")));", 1, "error", "section of 'f' conflicts with"),
    ("", "void g();\nvoid *f(int) __attribute__((malloc(g)));", 2, "error", "must take a pointer type as its first"),
    ("", "void f(int) __attribute__((access(read_only, 1)));", 1, "error", "non-pointer argument type 'int'"),
    ("", "void f(const int *) __attribute__((access(write_only, 1)));", 1, "error", "'const'-qualified argument type"),
    ("", "void f(int *, char *) __attribute__((access(none, 1, 2)));", 1, "error", "non-integer argument type"),
    ("", "void f(int *) __attribute__((access(none, 2)));", 1, "error", "value 2 exceeds number of function"),
    ("", "void f(int *) __attribute__((access(none, 1, -1)));", 1, "error", "positional argument 2 invalid value -1"),
    ("", "int f(void) __attribute__((alias(\"g\")));\nint f(void) { return 0; }", 2, "error", "redefinition of 'f'"),
    ("", "int f(void) { return 0; }\nint f(void) __attribute__((alias(\"g\")));", 2, "error", "redefinition of 'f'"),
    ("", "void *r(void);\nint f(void) __attribute__((weak, ifunc(\"r\")));", 2, "error", "cannot be defined 'ifunc'"),
    ("", "void f(void) { register int a asm(\"rax\") = 0;\nasm(\"\" :: \"r\"(a) : \"rax\"); }", 2, "error",
     "'asm' specifier for variable 'a' conflicts with 'asm' clobber list"),
    ("-std=gnu90 -pedantic-errors", "int a = sizeof(__builtin_complex(1.0, 1.0));", 1, "error", "complex types"),
    ("-std=c2x", "[[nodiscard()]] int a(void);", 1, "error", "parentheses must be omitted if attribute argument list"),
    ("-std=c2x", "[[maybe_unused()]] int a;", 1, "error", "'maybe_unused' attribute does not take any arguments"),
    ("-std=c2x", "[[deprecated((\"\"))]] int a;", 1, "error", "expected string literal"),
    ("-std=gnu89 -pedantic-errors", "void f(a)\nint; { }", 2, "error", "empty declaration"),
    ("", "union u { int a; } __attribute__((designated_init));", 1, "error", "is only valid on 'struct' type"),
    (PEDANTIC, "#if 0b1\n#endif\nint a;", 1, "error", "binary constants are a C2X feature"),
    ("", "void f() __attribute__((nonnull));", 1, "error", "'nonnull' attribute without arguments on a non-prototype"),
    ("", "typedef int t __attribute__((designated_init));", 1, "error", "attribute is only valid on 'struct' type"),
    ("", "void f(void) __attribute__((cold))\n{ }", 1, "error", "attributes should be specified before the declarator"),
    ("", "int __attribute__((vector_size(8), vector_size(8))) v;", 1, "error", "invalid vector type for attribute"),
    ("", "char __attribute__((vector_size(1ul << 63))) v;", 1, "error", "argument value '9223372036854775808' exceeds"),
    ("", "struct s { int a; char b[0x7fffffffffffffff]; };", 1, "error", "type 'struct s' is too large"),
    ("", "void *f(int) __attribute__((malloc(0)));", 1, "error", "argument 1 does not name a function"),
    ("", "void g(int);\nvoid *f(int) __attribute__((malloc(g)));", 2, "error", "must take a pointer type as its first"),
    ("", "void f(void)\n__attribute__((constructor(-1)));", 2, "error", "constructor priorities must be"),
    ("", "int i;\nenum { A = __imag__ (1 ? 0 : i++) };", 2, "error", "'A' is not an integer constant"),
    (PEDANTIC, "char a[] = (\"a\");", 1, "error", "array initialized from parenthesized string constant"),
    (PEDANTIC, "struct { char a[2]; } s = { (\"a\") };", 1, "error", "initialized from parenthesized string constant"),
    # Structures, unions, enumerations
    (PEDANTIC, "struct s { int a;; };", 1, "error", "extra semicolon in struct or union specified"),
    (PEDANTIC, "struct s { };", 1, "error", "struct has no members"),
    (PEDANTIC, "struct s { int a };", 1, "error", "no semicolon at end of struct or union"),
    (PEDANTIC, "struct s { int a; struct t; };", 1, "error", "declaration does not declare anything"),
    ("", "struct s { int a; struct { int b;\nint a; }; };", 2, "error", "duplicate member 'a'"),
    (C99, "struct s { int a;\nstruct { int b; }; };", 2, "error", "ISO C99 doesn't support unnamed structs/unions"),
    (C90, "struct s { int a; int b[]; };", 1, "error", "ISO C90 does not support flexible array members"),
    (PEDANTIC, "struct s { int a; int b[]; };\nstruct t { struct s a; };", 2, "error", "with flexible array member"),
    ("", "union u { int a; int b[]; };", 1, "error", "flexible array member in union"),
    (C90, "struct s { char a : 3; };", 1, "error", "type of bit-field 'a' is a GCC extension"),
    (C90, "enum e { A, };", 1, "error", "comma at end of enumerator list"),
    (PEDANTIC, "enum e { A = 1LL << 40 };", 1, "error", "ISO C restricts enumerator values to range of 'int'"),
    (PEDANTIC, "enum e;", 1, "error", "ISO C forbids forward references to 'enum' types"),
    ("", "enum e;\nint f(void)\n{ return sizeof(enum e); }", 3, "error", "incomplete type 'enum e'"),
    ("-std=gnu99", "int a(void);\nconst int a(void);", 2, "error", "conflicting types for 'a'"),
    ("-std=gnu99", "void a(void);\nvolatile void a(void);", 2, "warning", "not compatible due to 'volatile'"),
    ("-std=gnu99", "const void a(void) { }", 1, "warning", "function definition has qualified void return type"),
    ("", "_Atomic int a(void);\nint a(void);", 2, "error", "conflicting types for 'a'"),
    # Types of what several scopes declare
    ("", "extern int a[];\nvoid f(void) { extern int a[5]; }\nint b[sizeof a];", 3, "error", "incomplete type"),
    ("", "int a[5];\nvoid f(void) { int a; {\nextern int a[]; sizeof a; } }", 3, "error", "incomplete type"),
    ("", "void f(void) { extern int a[5]; }\nextern int a[6];", 2, "error", "conflicting types for 'a'"),
    ("", "int a[];\nvoid f(void)\n{ extern int a[2]; }", 3, "error", "completed incompatibly with"),
    ("", "void f(void) { long a(); }\nvoid g(void)\n{ a(); }", 3, "error", "incompatible implicit declaration"),
    ("", "void f(void) { int a(); }\nvoid g(void)\n{ a(); }", 3, "warning", "implicit declaration of function 'a'"),
    ("", "void f(void) { extern int a; }\nvoid g(void)\n{ a(); }", 3, "error", "called object 'a' is not a function"),
    ("", "void f(void) { int strcmp(); }\nint strcmp(void);", 2, "error", "conflicting types for 'strcmp'"),
    # Constants
    (PEDANTIC, "enum e { A = 1.0 ? 1 : 2 };", 1, "error", "'A' is not an integer constant expression"),
    (PEDANTIC, "enum e { A = -1 << 1 };", 1, "error", "'A' is not an integer constant expression"),
    (PEDANTIC, "int a = 2147483647 + 1;", 1, "error", "overflow in constant expression"),
    (PEDANTIC, "int a = (1, 2);", 1, "error", "initializer element is not constant"),
    (C90, "int f(void);\nint a = 1 ? 2 : f();", 2, "error", "initializer element is not a constant expression"),
    ("", "int f(int n) { switch (n) {\ncase 1.0: return 1; } return 0; }", 2, "error", "integer constant"),
    (PEDANTIC, "int f(int n)\n{ switch (n) { case 1 ... 2: return 1; } return 0; }", 2, "error", "range expressions"),
    (C90, "int a = 0x1p3;", 1, "error", "use of C99 hexadecimal floating constant"),
    (PEDANTIC, "int a = 0b1;", 1, "error", "binary constants are a C2X feature or GCC extension"),
    (C90, "long long a;", 1, "error", "ISO C90 does not support 'long long'"),
    (C90, "_Bool a;", 1, "error", "ISO C90 does not support boolean types"),
    (PEDANTIC, "_Complex a;", 1, "error", "plain 'complex' meaning 'double complex'"),
    (C99, "_Static_assert(1, \"\");", 1, "error", "ISO C99 does not support '_Static_assert'"),
    (PEDANTIC, "_Static_assert(1);", 1, "error", "ISO C11 does not support omitting the string"),
    (C99, "_Thread_local int a;", 1, "error", "ISO C99 does not support '_Thread_local'"),
    (C90, "_Atomic int a;", 1, "error", "ISO C90 does not support the '_Atomic' qualifier"),
    (C99, "_Alignas(8) int a;", 1, "error", "ISO C99 does not support '_Alignas'"),
    (C90, "const const int a;", 1, "error", "duplicate 'const'"),
    (PEDANTIC, "_Alignas(1) int a;", 1, "error", "cannot reduce alignment of 'a'"),
    (PEDANTIC, "void f(_Alignas(8) int a);", 1, "error", "alignment specified for parameter 'a'"),
    (PEDANTIC, "_Alignas(8) typedef int t;", 1, "error", "alignment specified for typedef 't'"),
    # Arrays
    (PEDANTIC, "int a[0];", 1, "error", "ISO C forbids zero-size array 'a'"),
    ("-std=c90 -pedantic", "void f(int n)\n{ int a[n]; a[0] = n; }", 2, "warning", "forbids variable length array 'a'"),
    ("", "int n; int (*a)[n];", 1, "error", "variably modified 'a' at file scope"),
    ("", "void f(int n)\n{ extern int (*p)[n]; }", 2, "error", "variably modified type must have no linkage"),
    ("", "int a[*];", 1, "error", "'[*]' not allowed in other than function prototype scope"),
    ("", "int a[const 3];", 1, "error", "static or type qualifiers in non-parameter array declarator"),
    ("", "typedef struct { char a[5]; } t __attribute__((aligned(4)));\nt a[2];", 2, "error", "not a multiple of"),
    ("", "typedef struct { char a[3]; } t __attribute__((aligned(4)));\nt a[2];", 2, "error", "greater than"),
    ("", "void f(int n)\n{ (int[n]) { 0 }; }", 2, "error", "compound literal has variable size"),
    # Initialisers
    (PEDANTIC, "int a[1] = { 1, 2 };", 1, "error", "excess elements in array initializer"),
    (PEDANTIC, 'char a[1] = "abc";', 1, "error", "initializer-string for array of 'char' is too long"),
    (PEDANTIC, "int a[2] = { };", 1, "error", "ISO C forbids empty initializer braces"),
    (PEDANTIC, "int a[3] = { [0 ... 1] = 1 };", 1, "error", "forbids specifying range of elements"),
    (PEDANTIC, "struct { int a; } s = { a: 1 };", 1, "error", "obsolete use of designated initializer with ':'"),
    (PEDANTIC, "int a[3] = { [1] 1 };", 1, "error", "obsolete use of designated initializer without '='"),
    (C90, "struct { int a; } s = { .a = 1 };", 1, "error", "ISO C90 forbids specifying subobject to initialize"),
    # Expressions
    (PEDANTIC, "int f(int *p, char *q)\n{ return p == q; }", 2, "error", "comparison of distinct pointer types"),
    (PEDANTIC, "int f(int *p)\n{ return p < 0; }", 2, "error", "ordered comparison of pointer with integer zero"),
    (PEDANTIC, "int f(void *p)\n{ return p == f; }", 2, "error", "comparison of 'void *' with function pointer"),
    (PEDANTIC, "void *f(void *p)\n{ return p + 1; }", 2, "error", "pointer of type 'void *' used in arithmetic"),
    (PEDANTIC, "int f(void)\n{ return sizeof(void); }", 2, "error", "invalid application of 'sizeof' to a void type"),
    (PEDANTIC, "int f(void)\n{ return sizeof f; }", 2, "error", "invalid application of 'sizeof' to a function type"),
    (PEDANTIC, "int f(int a)\n{ return a ?: 1; }", 2, "error", "omitting the middle term"),
    (PEDANTIC, "int f(void)\n{ return ({ 1; }); }", 2, "error", "ISO C forbids braced-groups within expressions"),
    (PEDANTIC, "void f(int a, void g(void))\n{ a ? g() : a; }", 2, "error", "conditional expr with only one void side"),
    (PEDANTIC, "struct s { int a; } x;\nvoid f(void)\n{ (struct s) x; }", 3, "error", "casting nonscalar to the same"),
    (PEDANTIC, "union u { int a; };\nvoid f(void)\n{ (union u) 1; }", 3, "error", "ISO C forbids casts to union type"),
    (PEDANTIC, "void (*f(void *p))(void)\n{ return p; }", 2, "error", "between function pointer and 'void *'"),
    (PEDANTIC, "void f(_Complex double z)\n{ z++; }", 2, "error", "'++' and '--' on complex types"),
    ("-std=c90", "struct s { int a[1]; } f(void);\nint *g(void)\n{ return f().a; }", 3, "error", "non-lvalue array"),
    ("", "struct s { int a[1]; } f(void);\nvoid g(void)\n{ &f().a; }", 3, "error", "lvalue required as unary '&'"),
    ("", "int *f(void)\n{ register int a; return &a; }", 2, "error", "address of register variable 'a' requested"),
    (PEDANTIC, "int f(int a)\n{ return _Generic(a, int: 1, int[]: 2); }", 2, "error", "incomplete type"),
    ("", "_Atomic int *a;\nint *b;\nlong f(void)\n{ return a - b; }", 4, "error", "invalid operands to binary -"),
    ("", "_Bool a;\nvoid f(void)\n{ __sync_fetch_and_add(&a, 1); }", 3, "error", "is incompatible with argument 1"),
    # Statements
    ("", "void f(int n)\n{ goto a; { int b[n]; a: b[0] = 1; } }", 2, "error",
     "jump into scope of identifier with variably modified type"),
    ("", "void f(void)\n{ goto a; ({ a: 1; }); }", 2, "error", "jump into statement expression"),
    ("", "void f(int n)\n{ switch (n) { int b[n];\ndefault: b[0] = 1; } }", 3, "error", "switch jumps into scope"),
    (C90, "int f(int a)\n{ a = 1; int b = a; return b; }", 2, "error", "ISO C90 forbids mixed declarations and code"),
    ("-std=gnu89", "void f(void)\n{ for (int i = 0; ; ) ; }", 2, "error", "'for' loop initial declarations"),
    ("", "void f(void)\n{ for (static int i = 0; ; ) ; }", 2, "error", "declaration of static variable 'i'"),
    ("", "void f(void)\n{ for (enum { A } i = 0; ; ) i = A; }", 2, "error", "declaration of non-variable 'A' in"),
    (PEDANTIC, "void f(void)\n{ a: int b = 1; goto a; }", 2, "error", "a label can only be part of a statement"),
    (PEDANTIC, "void f(void)\n{ goto a; a: }", 2, "error", "label at end of compound statement"),
    (PEDANTIC, "void f(void)\n{ __label__ a; a: ; goto a; }", 2, "error", "ISO C forbids label declarations"),
    ("", "void f(void)\n{ __label__ a, a; a: ; }", 2, "error", "duplicate label declaration 'a'"),
    ("", "void f(void)\n{ goto *1; }", 2, "error", "computed goto must be pointer type"),
    (PEDANTIC, "void g(void);\nvoid f(void)\n{ return g(); }", 3, "error", "'return' with expression"),
    (PEDANTIC, "void f(void)\n{ void g(void) { } g(); }", 2, "error", "ISO C forbids nested functions"),
    # Attributes and assembly
    ("", "int f(void) __attribute__((section));", 1, "error", "wrong number of arguments specified for 'section'"),
    ("", "int f(void) __attribute__((constructor(70000)));", 1, "error", "constructor priorities must be integers"),
    ("", "int f(int *) __attribute__((access(rdonly, 1)));", 1, "error", "attribute 'access' invalid mode 'rdonly'"),
    ("", "int f(void) __attribute__((unavailable));\nint g(void)\n{ return f(); }", 3, "error", "'f' is unavailable"),
    (PEDANTIC, "[[deprecated]] int a;", 1, "error", "ISO C does not support '[[]]' attributes before C2X"),
    ("", 'void f(void)\n{ asm("%[a]" : : [b] "i" (1)); }', 2, "error", "undefined named operand 'a'"),
    ("", 'void f(void)\n{ asm const (""); }', 2, "error", "'const' is not a valid 'asm' qualifier"),
    ("", 'void f(void)\n{ asm volatile volatile (""); }', 2, "error", "duplicate 'asm' qualifier 'volatile'"),
    ("", 'asm(L"");', 1, "error", "a wide string is invalid in this context"),
]  # fmt: skip

# Programs that the same options accept: __extension__ silences pedantry, C99 accepts what C90 does not.
GOOD = [
    (PEDANTIC, "int f(int a) { return __extension__ ({ a; }); }"),
    (C90, "__extension__ typedef long long t; t a;"),
    (C90, "__extension__ struct s { int a; struct { int b; }; };"),
    (C99, "enum e { A, }; long long a; int b[] = { [1] = 2 };"),
    (PEDANTIC, "int f(void); int a = sizeof(f() ? 1 : 2);"),
    (PEDANTIC, "void f(int n) { int b[n]; goto a; a: b[0] = 1; }"),
    (PEDANTIC, "void f(int n) { switch (n) { case 1: { int b[n]; b[0] = 1; } default: ; } }"),
    (PEDANTIC, "struct s { int a; }; typedef struct s t; typedef struct s t; struct s;"),
    (PEDANTIC, "static inline int f(void) { static int a; return a++; } int g(void) { return f(); }"),
    (PEDANTIC, 'struct { char *p; } s = { ("a") };'),
    (C99, "struct s { int a; }; int f(void) { if (sizeof(struct s { int b; })) return 1; return sizeof(struct s); }"),
    ("", "int a[]; void f(void) { extern int a[1]; { extern int a[]; int b[sizeof a]; } }"),
    ("", "void f(void) { int a(int); { int a(); a(1); } a(1); } void g(void) { int a(); a(); }"),
    (PEDANTIC, "int a(void); const int a(void); const volatile void b(void) { } void b(void);"),
    ("-std=gnu17", "struct s { }; int a[0]; void *f(void *p) { return p + 1; }"),
]


def run(ccore: Batch, folder: Path, options: str, text: str) -> tuple[int | None, list[dejagnu.Message]]:
    (folder / "t.c").write_text(text + "\n")
    outcome = ccore.run([*options.split(), "-fsyntax-only", "t.c"], folder)
    return outcome.status, dejagnu.messages(outcome.stderr)


@pytest.mark.parametrize(("options", "text", "line", "kind", "message"), ROWS)
def test_constraint(
    ccore: Batch, tmp_path: Path, options: str, text: str, line: int, kind: str, message: str
) -> None:
    status, said = run(ccore, tmp_path, options, text)
    found = [m for m in said if m.line == line and message in m.text]
    assert [m.severity for m in found[:1]] == [kind], said
    assert status == (1 if kind == "error" or any(m.is_error for m in said) else 0)


@pytest.mark.parametrize(("options", "text"), GOOD)
def test_valid(ccore: Batch, tmp_path: Path, options: str, text: str) -> None:
    status, said = run(ccore, tmp_path, options, text)
    assert (status, [m for m in said if m.is_error]) == (0, [])
