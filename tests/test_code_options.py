"""Options that change code: each is seen in the assembly that comes out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from command_line import ccore

LEAF = "int f(int a) { return a + 1; }\n"
CALL = "int g(void); int (*p)(void); int f(void) { return g() + p(); }\n"
TAIL = "int g(void); int f(void) { return g(); }\n"
BUFFER = "void g(char *); void f(void) { char b[64]; g(b); }\n"
SCRATCH = "int f(int n) { volatile char b[8]; b[n & 7] = n; return b[0]; }\n"
LOCAL = "int g(int *); int f(void) { int a; return g(&a); }\n"
SWITCH = """\
int g(int), h(int), i(int), j(int), k(int);
int f(int a) {
    switch (a) {
    case 0: return g(7);
    case 1: return h(a);
    case 2: return i(9);
    case 3: return j(8);
    case 4: return k(1);
    case 5: return g(3);
    default: return h(2);
    }
}
"""
NAMES = """\
int a, b; void g(void);
void *f(int x) {
    switch (x) {
    case 0: return "zero";
    case 1: return &a;
    case 2: return "two";
    case 3: return g;
    case 4: return &b;
    default: return 0;
    }
}
"""
LIKELY_CASE = """\
int g(int);
int f(int a) {
    switch (__builtin_expect%s(a, 3%s)) {
    case 0: return g(7); case 1: return g(a * 2); case 2: return 3 + g(1); case 3: return g(5) - 1;
    case 4: return -g(9);
    }
    return 0;
}
"""
ROWS = (
    "double a[99][99], b[99], c[99]; void f(int n) { for (int i = 0; i < n; i++) { double sum = 0; "
    "for (int k = 0; k < n; k++) sum += a[i][k] * b[k]; c[i] = sum; } }"
)
FILL = "%s void f(char *p, int c, unsigned long n) { while (n--) *p++ = c; }\n"
OWN_FILL = FILL % '__attribute__((optimize("no-tree-loop-distribute-patterns")))'
FEW_BYTES = "int f(char *p) { int v; __builtin_memcpy(&v, p, 4); return v; }\n"
LENGTHS = (
    "unsigned long strlen(const char *); static const char s[] = \"hello\";\n"
    "unsigned long f(void) { return strlen(s); } unsigned long g(char *p) { return __builtin_strlen(p); }\n"
)
CUT = "int f(char *p) { int n = __builtin_strlen(p); *p = 0; return n + __builtin_strlen(p); }\n"
KEPT = (
    "char *strcpy(char *, const char *); int strcmp(const char *, const char *); int g, h(int);\n"
    "int f(const char *s) { char b[9]; int x = 5, *p = &x; g = 3; strcpy(b, s); return h(g) + strcmp(b, s); }\n"
)
PUT = "void f(void) { __builtin_printf(\"line\\n\"); }\n"
SUM = """\
extern int a[];
int f(int n) {
    int s = 0;
    %s
    for (int i = 0; i < %s; i++) s += a[i];
    return s;
}
"""
ADDED_TWICE = r"addl\s[^\n]*\n\s+addl\s"
LIBRARY = 'unsigned long strlen(const char *); unsigned long f(void) { return strlen("abc"); }\n'
OVERFLOW = "int f(int a) { return a + 1 > a; }\n"
NULL_CHECK = "int f(int *p) { int a = *p; return p ? a : 3; }\n"
OUTSIDE = "extern int e; int f(void) { return e; }\n"
ADDRESS = "extern int e; int *f(void) { return &e; }\n"
PLAIN_CHAR = "char c = -1; int f(void) { return c; }\n"
THREAD = "__thread int t; int f(void) { return t; }\n"
FLOATING = "double f(double a) { return a * a; }\n"
FORTIFIED = """\
static inline __attribute__((always_inline)) char *copy(char *to, const char *from)
{ return __builtin___strcpy_chk(to, from, __builtin_object_size(to, 1)); }
"""
ROUNDS = "int fesetround(int); int f(double x, double y) { double a = x / y; fesetround(1024); return a == x / y; }\n"
INDEXED = "int f(int *p, int i) { return p[i]; } "
STRUCTURES = "struct s { int a[3]; } ; int f(struct s *p, int i) { return p[i].a[0]; }\n"
BITS = "int f(unsigned a) { return __builtin_popcount(a); }\n"
GUARD = "-fstack-protector-strong -fno-pie "

# Source, options (-O1 unless they say a level), what the assembly holds, what it does not.
CASES = [
    ("int f(void) { return 1; } int g(void) asm(\"g\"); int g(void) { return f(); } "
     "int h(void) __attribute__((alias(\"f\")));",
     "-fleading-underscore -fno-inline", r"^g:[\s\S]*_f\b[\s\S]*^_h = _f", "^_g:|^f:"),
    ("struct s { char a[999]; } a, b; void f(void) { a = b; }", "-fleading-underscore", r"\.set memcpy, _memcpy", ""),
    (f"void f(char *p, long a, long b) {{ {'a += b; b += a; ' * 40} p[a] = 1; }}", "-emit-llvm", r'asm ""', ""),
    (f"void f(char *p, long a, long b) {{ {'a += b; ' * 80} p[a] = 1; }}", "-emit-llvm", "", r'asm ""'),
    (INDEXED, "-O0", r"\(%r\w+,%r\w+,4\)", r"\b(shl|sal|imul)"),
    (STRUCTURES, "-O0", r"imul", r",12\)"),
    (LEAF, "-Os -emit-llvm", r"minsize", ""),
    ("unsigned __int128 f(unsigned __int128 a, int n) { return a >> n; }", "-Os", r"shrd", r"__lshrti3"),
    (FORTIFIED + "struct s { char a[4], b[9]; }; void f(struct s *s, char *t) { copy(s->a, t); }", "",
     r"call.*__strcpy_chk|jmp.*__strcpy_chk", r"\bstrcpy@"),
    (FORTIFIED + "void f(char *s, char *t) { copy(s, t); }", "", r"strcpy", "_chk"),
    (FORTIFIED + "void f(char *s, char *t) { copy(s, t); }", "-O2", r"strcpy", "_chk"),
    (FORTIFIED + "void g(char *); void f(char *t) { char b[8], c[6], *p = *t ? b : c; copy(p, t); g(b); g(c); }", "-O2",
     r"movl\s+\$8, %edx[\s\S]*__strcpy_chk", r"\bstrcpy@"),
    ("char b[8]; void f(void) { __builtin___strcpy_chk(b, \"abc\", __builtin_object_size(b, 1)); }", "-O0", "", "_chk"),
    ("char b[8]; void f(char *t) { __builtin___snprintf_chk(b, 9, 0, 8, t); }", "-O0", "_chk", ""),
    (ROUNDS, "-frounding-math", r"divsd[\s\S]*divsd", ""),
    (ROUNDS, "-O2 -frounding-math", r"divsd[\s\S]*divsd", ""),
    (ROUNDS, "-fno-rounding-math", r"divsd", r"divsd[\s\S]*divsd"),
    ("double f(double a) { return a / 4; }", "-frounding-math", r"divsd", r"mulsd"),
    (LEAF, "-ffunction-sections", r"\.section\s+\.text\.f,", ""),
    (LEAF, "", "", r"\.text\.f"),
    ("int v = 3;", "-fdata-sections", r"\.section\s+\.data\.v,", ""),
    ("int z;", "-fcommon", r"\.comm\s+z,", ""),
    ("struct s { short a : 3; int b : 3; } v = {1, 1};", "-mms-bitfields", r"^\s+\.size\s+v, 8", ""),
    ("struct s { char a; int b; } v = {1, 1};", "-fpack-struct", r"size\s+v, 5", ""),
    ("struct s { char a; int b; } v = {1, 1};", "-fpack-struct=2", r"size\s+v, 6", ""),
    ("#pragma pack(2)\nstruct s { char a; int b; } v = {1, 1};", "-fpack-struct=4", r"size\s+v, 6", ""),
    ("#pragma pack(2)\nstruct s { char a; int b; } v = {1, 1};", "-fpack-struct", r"size\s+v, 5", ""),
    ("struct s { char a; int b; } v = {1, 1};", "-fpack-struct -fno-pack-struct", r"size\s+v, 8", ""),
    ("struct __attribute__((gcc_struct)) { short a:3; int b:3; } v = {1, 1};", "-mms-bitfields", r"size\s+v, 4", ""),
    ("int z;", "-fno-common", r"^z:", r"\.comm"),
    (LEAF, "-fpatchable-function-entry=5,2", r"__patchable_function_entries", ""),
    (LEAF, "-fcf-protection=branch", r"endbr64", ""),
    (LEAF, "-fcf-protection=none", "", r"endbr64"),
    ("void (*p)(void) __attribute__((nocf_check)); void f(void) { p(); }", "-fcf-protection", r"notrack\s+call", ""),
    ("#include <x86gprintrin.h>\nunsigned char g(void) { return _testui(); }\n__attribute__((interrupt)) "
     "void f(struct __uintr_frame *p, unsigned long long n) { _clui(); _stui(); _senduipi(n + p->rip); }",
     "-muintr -mgeneral-regs-only", r"testui[\s\S]*uiret[\s\S]*clui[\s\S]*stui[\s\S]*senduipi", "iretq"),
    (LEAF, "-falign-functions=64", r"\.p2align\s+6", ""),
    (LEAF, "-fvisibility=hidden", r"\.hidden\s+f", ""),
    (LEAF, "-fno-asynchronous-unwind-tables", "", r"\.cfi_"),
    (LEAF, "", r"\.cfi_startproc", ""),
    (f"__attribute__((stack_protect)) {LEAF}", "-fstack-protector-explicit", r"__stack_chk_fail", ""),
    (BUFFER, "-fstack-protector-explicit", "", r"__stack_chk_fail"),
    ("int g(void) __attribute__((weak, visibility(\"hidden\"))); void *p() { return g; }", "-fPIC", r"GOTPCREL", ""),
    ("int f(...) { return 1; }", "-fallow-parameterless-variadic-functions", r"^f:", ""),
    ("const int a;", "-fcommon", r"\.comm\s+a,", ""),
    (FLOATING, "--fast-math -fdump-tree-optimized --disable-tree-evrp -fdisable-rtl-gcse2 -Werror", r"mulsd", ""),
    ('__attribute__((naked)) void f(int a) { asm("nop" : : "r"(a)); }', "-O2", r"#APP\s+nop", "push|mov"),
    ('__attribute__((naked)) void f(void) { register long *p asm("rsp"); long *q = p; if (*q) asm("int3"); }',
     "", r"cmpq\s+\$0, \(%r", r"mov\w+\s+%\w+, [-\w]*\(%rsp"),
    *(('void *f(void) { register void *chain asm("r10"); return chain; }', level, r"movq\s+%r10, %rax", r"%rbp\), %rax")
      for level in ("-O0", "-O2")),
    ('int f(void) { register int a asm("4") = 3; asm("# in %0" : : "r"(a)); return a; }', "", r"# in %esi", ""),
    ("int f(int *a) { int *b; asm(\"# out %0\" : \"=p\"(b)); return *b; }", "", r"# out %r", ""),
    (OUTSIDE, "-fPIC", r"e@GOTPCREL", ""),
    (OUTSIDE, "-fno-pic", r"movl\s+e(\(%rip\))?,", r"GOTPCREL"),
    (ADDRESS, "-fno-pic -mcmodel=kernel", r"movq\s+\$e, %rax", r"GOTPCREL"),
    (CALL, "-fPIC", r"g@PLT", ""),
    (THREAD, "-fPIC", r"__tls_get_addr", ""),
    ("extern __thread int e; int f(void) { return e; }", "-fno-pic", r"e@GOTTPOFF", r"@TPOFF"),
    ('__attribute__((symver("g@V1"))) int f(void) { return 1; }', "-fPIC", r"\.symver\s+f, g@V1", ""),
    (THREAD, "-fPIC -ftls-model=initial-exec", r"GOTTPOFF", r"__tls_get_addr"),
    (CALL, "-mindirect-branch=thunk-extern", r"__x86_indirect_thunk_", r"\*p\("),
    (LEAF, "-mfunction-return=thunk-extern", r"jmp\s+__x86_return_thunk", r"retq"),
    (LEAF, "-mharden-sls=all", r"int3", ""),
    (LEAF, "-O2 -pg", r"movq\s+%rsp, %rbp[\s\S]*mcount", ""),
    (CALL, "-pg -mfentry", r"call\w*\s+\*?__fentry__", ""),
    (SCRATCH, "", r"\(%rsp", r"sub\w*\s+\$\d+, %rsp"),
    (SCRATCH, "-mno-red-zone", r"sub\w*\s+\$\d+, %rsp|push", ""),
    (BUFFER, "-fstack-protector-strong", r"__stack_chk_fail", ""),
    (BUFFER, "-fno-stack-protector", "", r"__stack_chk_fail"),
    (BUFFER, GUARD + "-mstack-protector-guard=global -mcmodel=kernel", r"__stack_chk_guard", ""),
    (BUFFER, GUARD + "-mstack-protector-guard-reg=gs -mstack-protector-guard-symbol=canary", r"%gs:canary", ""),
    (LEAF, "-fzero-call-used-regs=used-gpr", r"xorl", ""),
    (LOCAL, "-ftrivial-auto-var-init=zero", r"movl\s+\$0,", ""),
    (LOCAL, "-ftrivial-auto-var-init=pattern", r"\$-?\d{6,}", ""),
    (LOCAL, "-ftrivial-auto-var-init=uninitialized", "", r"movl\s+\$"),
    (SWITCH, "", r"jmpq?\s+\*", ""),
    *((FILL % "", level, "memset", "") for level in ("-O1", "-O2")),
    *((FILL % "", f"{level} -fno-tree-loop-distribute-patterns", "", "memset") for level in ("-O1", "-O2", "-O3")),
    *((OWN_FILL, level, "", "memset") for level in ("-O1", "-O2")),
    (LENGTHS, "-O1", "strlen", "(?s)strlen.*strlen"),
    *((LENGTHS, f"{level} {word}", "(?s)strlen.*strlen", "") for level in ("-O1", "-O2")
      for word in ("-fno-builtin", "-fno-builtin-strlen", "-ffreestanding")),
    (CUT, "-fno-math-errno", "(?s)strlen.*strlen", ""),
    (KEPT, "-O1", r"\$3, %edi", "g\\(%rip\\), %edi"),
    (KEPT, "-O1 -fno-builtin", r"g\(%rip\), %edi", ""),
    (PUT, "-O1", "puts", "printf"),
    (PUT, "-Og", "puts", "printf"),
    (PUT, "-O0", "printf", "puts"),
    (PUT, "-O1 -fno-builtin", "printf", "puts"),
    (PUT, "-O1 -fno-builtin-puts", "printf", "puts"),
    ("static int puts(const char *s) { return *s; } int g(void) { return puts(\"\"); }" + PUT, "-O2", "printf", ""),
    (FEW_BYTES, "-O2 -fno-tree-loop-distribute-patterns", "", "memcpy"),
    *((FEW_BYTES, f"{level} {word}", "", "memcpy") for level in ("-O1", "-O2")
      for word in ("-ffreestanding", "-fno-builtin", "-fno-builtin-memcpy")),
    (SWITCH, "-fno-jump-tables", "", r"jmpq?\s+\*"),
    (NAMES, "-fno-pie", r"movq\s+\.L\.switch[\w.]*\(,", r"jmpq?\s+\*"),
    (NAMES, "-fpie", r"jmpq?\s+\*", r"\.switch"),  # no relocations at run time
    (NAMES, "-fno-pie -fno-jump-tables", r"movq\s+\.L\.switch", r"jmpq?\s+\*"),
    (LIKELY_CASE % ("", ""), "", r"cmp[lq]\s+\$3[\s\S]*jmpq?\s+\*", ""),
    (LIKELY_CASE % ("_with_probability", ", 0.9"), "-emit-llvm",
     r'"branch_weights", i32 1000, i32 1000, i32 1000, i32 1000, i32 45000, i32 1000}', ""),
    (SUM % ("", "n"), "", "^f:", ADDED_TWICE),
    (SUM % ("", "n"), "-fno-unroll-loops", "^f:", ADDED_TWICE),
    (SUM % ("", "n"), "-funroll-loops", ADDED_TWICE, ""),
    (SUM % ("", "a[i + 1]"), "-funroll-loops", "^f:", ADDED_TWICE),  # nobody knows how many rounds
    (SUM % ("", "a[i + 1]"), "-funroll-all-loops", r"addl[\s\S]*addl", ""),
    (SUM % ("_Pragma(\"GCC unroll 4\")", "n"), "", ADDED_TWICE, ""),
    (SUM % ("_Pragma(\"GCC unroll 4\")", "n"), "-O0", "^f:", ADDED_TWICE),
    (SUM % ("_Pragma(\"GCC unroll 1\")", "n"), "-funroll-loops", "^f:", ADDED_TWICE),
    (SUM % ("_Pragma(\"GCC unroll 1\")", "5"), "", "^f:", ADDED_TWICE),
    (SUM % ("_Pragma(\"GCC unroll 16\")", "16"), "", ADDED_TWICE, "j[nl]"),
    (SUM % ("_Pragma(\"GCC unroll 4\")", "n"), "-O2 -emit-llvm",
     r'br [^\n]*!llvm.loop !(\d+)[\s\S]*!\1 = distinct !\{!\1, !\d+\}[\s\S]*unroll.count", i32 4', ""),
    (SUM % ("_Pragma(\"GCC unroll 0\")", "n"), "-O2", "^f:", ADDED_TWICE),
    (SUM % ("_Pragma(\"GCC unroll 0\")", "n"), "-Os -g -emit-llvm", r"!llvm.loop[\s\S]*unroll.disable", ""),
    (ROWS, "-O2", r"(addsd[\s\S]*){7}", ""),
    (ROWS, "-O2 -disable-pass=jam", "^f:", r"(addsd[\s\S]*){7}"),
    (ROWS, "-O3 -emit-llvm", r"unroll_and_jam.count", ""),
    (LIBRARY, "-O2", "", r"strlen"),
    (LIBRARY, "-O2 -fno-builtin", r"strlen", ""),
    (LIBRARY, "-O2 -fno-builtin-strlen", r"strlen", ""),
    (LIBRARY, "-O2 -fno-builtin-strcpy", "", r"strlen"),
    (LIBRARY, "-O2 -ffreestanding", r"strlen", ""),
    (OVERFLOW, "-O2", r"movl\s+\$1, %eax", r"set"),
    (OVERFLOW, "-O2 -fwrapv", r"set", ""),
    (OVERFLOW, "-O2 -fno-strict-overflow", r"set", ""),
    (NULL_CHECK, "-O2", "", r"test|cmp"),
    (NULL_CHECK, "-O2 -fno-delete-null-pointer-checks", r"test|cmp", ""),
    (CALL, "-O2 -fno-omit-frame-pointer", r"push\w*\s+%rbp", ""),
    (TAIL, "-O2", r"jmp\s+g", r"call"),
    (TAIL, "-O2 -fno-optimize-sibling-calls", r"call\w*\s+g", ""),
    (FLOATING, "-mno-sse -mno-sse2 -msoft-float -mno-80387 -fno-pie", r"__muldf3", r"xmm"),
    (BITS, "-O2 -mpopcnt", r"popcnt", ""),
    (BITS, "-O2 -mpopcnt -mno-popcnt", "", r"popcnt"),
    (BITS, "-O2 -march=nehalem", r"popcnt", ""),
    (PLAIN_CHAR, "-O0 -funsigned-char", r"movzbl", ""),
    (PLAIN_CHAR, "-O0", r"movsbl", ""),
]


@pytest.mark.parametrize(("source", "words", "present", "absent"), CASES, ids=[w or "none" for _, w, _, _ in CASES])
def test_options_reach_the_code(
    source: str, words: str, present: str, absent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.c").write_text(source)
    text = ccore("-O1", "-S", "x.c", "-o", "-", *words.split()).good().stdout
    assert re.search(present, text, re.M), text
    assert not absent or not re.search(absent, text, re.M), text


LATIN = b'int x\xb2 = 9; const char *s = "abc\xe9";\n'


@pytest.mark.parametrize(
    ("options", "name", "string"),
    [("", b"x\xb2", rb"\351"), ("-finput-charset=latin1", "x²".encode(), rb"\303\251"),
     ("-finput-charset=latin1 -fexec-charset=latin2", "x²".encode(), rb"\351"),
     ("-finput-charset=l1 -fexec-charset=ISO_6937", "x²".encode(), rb"\302e"),  # iconv's
     ],
)  # fmt: skip
@pytest.mark.parametrize("more", ["", "-g"])
def test_character_sets(options: str, name: bytes, string: bytes, more: str, tmp_path: Path) -> None:
    (tmp_path / "in.c").write_bytes(LATIN)
    result = ccore(*options.split(), *more.split(), "-S", str(tmp_path / "in.c"), "-o", str(tmp_path / "out.s"))
    result.good()
    text = (tmp_path / "out.s").read_bytes()
    assert b'\n"%s":' % name in text and b'"abc%s"' % string in text
    ccore(*options.split(), *more.split(), "-emit-llvm", "-S", str(tmp_path / "in.c"), "-o", str(tmp_path / "o")).good()


@pytest.mark.parametrize(
    "words", ["-fexec-charset=IBM1047", "-fwide-exec-charset=UTF-32BE", "-fwide-exec-charset=UTF-16 -fshort-wchar"]
)
def test_execution_character_sets(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strings and characters have the bytes that GCC gives them."""
    monkeypatch.chdir(tmp_path)
    Path("x.c").write_text(
        """\
        struct all {
            __WCHAR_TYPE__ a[7]; char b[7], c[3]; unsigned short d[4]; unsigned e[3]; int f; };
        struct all x = {L"a\u00e9\\n\\x12", "a[\\n\\x41", u8"a", u"a\u00e9", U"a", 'a' + '\\n'};
        """,
        encoding="utf-8",
    )
    ccore("-c", "x.c", "-o", "ours.o", *words.split()).good()
    subprocess.run(["gcc", "-c", "x.c", "-o", "theirs.o", *words.split()], check=True)
    for name in ("ours", "theirs"):
        subprocess.run(["objcopy", "-O", "binary", "-j", ".data", f"{name}.o", f"{name}.bin"], check=True)
    assert Path("ours.bin").read_bytes() == Path("theirs.bin").read_bytes()


def test_long_tables_are_nested(tmp_path: Path) -> None:
    """LLVM's parser rebuilds the constant around each symbol that is defined further on, so none is long."""
    names = ", ".join(f'"{number}"' for number in range(200))
    source = tmp_path / "x.c"
    pairs = ", ".join(f'{{ {number}, "p{number}" }}' for number in range(200))
    source.write_text(
        f"const char *names[] = {{ {names} }}; struct {{ int a; const char *b; }} pairs[] = {{ {pairs} }};"
    )
    text = ccore("-S", "-emit-llvm", str(source), "-o", "-").good().stdout
    (table,) = (line for line in text.split("\n") if line.startswith("@names ="))
    assert table.count("ptr @") == 200 and all(group.count("ptr @") <= 64 for group in table.split("]"))
    ccore("-c", str(source), "-o", str(tmp_path / "x.o")).good()


def test_values_far_apart(tmp_path: Path) -> None:
    """An object of any size may have an initialiser; it is written as text, but is too large for an object file."""
    source = tmp_path / "x.c"
    source.write_text('char *names[] = { [0x80000000] = "far" }; int numbers[] = { 1, [0x90000000] = 5 };')
    text = ccore("-S", str(source), "-o", "-").good().stdout
    assert re.search(r"names:\s+\.zero\s+17179869184\s+\.quad", text)
    assert re.search(r"numbers:\s+\.byte\s+1\s+\.zero\s+9663676415\s+\.byte\s+5\s", text), text
    result = ccore("-c", str(source), "-o", str(tmp_path / "x.o"))
    assert result.status == 1 and "variable 'names' of 17179869192 bytes" in result.stderr
    source.write_text("int zeros[] = { [0x80000000] = 0 };")
    ccore("-c", str(source), "-o", str(tmp_path / "x.o")).good()


def test_mixed_declarations_are_one_warning() -> None:
    words = ["-fsyntax-only", "-xc", "-std=c99", "-pedantic-errors", "-Wdeclaration-after-statement", "-"]
    result = ccore(*words, stdin=b"int f(int a) { a++; int b = a; return b; }\n")
    assert result.status == 0 and result.stderr.count("warning: ISO C90 forbids mixed") == 1


def test_unknown_character_set() -> None:
    result = ccore("-fexec-charset=nope", "-E", "-", stdin=b"")
    assert "conversion from UTF-8 to nope not supported by iconv" in result.stderr


OVERFLOWS = """
#include <stdlib.h>
#include <limits.h>
int main(int argc, char **argv)
{
    int one = argc - 2, i = INT_MAX - 1 + one, low = INT_MIN + 1 - one;
    long l = LONG_MAX - 1 + one;
    __int128 w = (((__int128)1 << 126) - 1 + ((__int128)1 << 126)) - 1 + one;
    short s = SHRT_MAX;
    unsigned u = UINT_MAX;
    s++, u++;
    switch (atoi(argv[1])) {
    case 0: return s + 32768 + (int)u;
    case 1: return i + 1 == 0;
    case 2: return low - 1 == 0;
    case 3: return l * 2 == 0;
    case 4: i++; return i == 0;
    case 5: return -low == 0;
    case 6: return w + 1 == 0;
    case 7: i += 1; return i == 0;
    case 8: return abs(low) == 0;
    }
    return 1;
}
"""


@pytest.mark.parametrize("level", ["-O0", "-O2"])
def test_trapping_arithmetic(level: str, tmp_path: Path) -> None:
    """-ftrapv: signed overflow is abort, nothing else is."""
    source, program = tmp_path / "x.c", tmp_path / "x"
    source.write_text(OVERFLOWS)
    ccore("-ftrapv", level, str(source), "-o", str(program)).good()
    for case in range(9):
        for extra in ([], ["more"]):
            run = subprocess.run([program, str(case), *extra], check=False)
            # The first argument is there always: the second brings the sums to their limits.
            assert (run.returncode == -6) == bool(case and extra or case == 3), (case, extra, run.returncode)
    plain = tmp_path / "plain"
    ccore("-ftrapv", "-fwrapv", level, str(source), "-o", str(plain)).good()
    assert subprocess.run([plain, "1", "more"], check=False).returncode == 0


@pytest.mark.parametrize("protection", ["full", "branch", "return", "none"])
def test_assembly_notes_its_protection(protection: str, tmp_path: Path) -> None:
    (tmp_path / "f.S").write_text("#include <cet.h>\nf: _CET_ENDBR\n ret\n")
    shown = []
    for compiler in ("ccore", "gcc"):
        words = [f"-fcf-protection={protection}", "-c", f"{tmp_path}/f.S", "-o", f"{tmp_path}/{compiler}.o"]
        if compiler == "ccore":
            ccore(*words).good()
        else:
            subprocess.run(["gcc", *words], check=True)
        tools = ["readelf", "-Wn", f"{compiler}.o"], ["objdump", "-d", "--no-show-raw-insn", f"{compiler}.o"]
        shown.append([subprocess.check_output(words, cwd=tmp_path, text=True) for words in tools])
    assert [text.replace("ccore.o", "gcc.o") for text in shown[0]] == shown[1]
    assert ("IBT" in shown[0][0], "endbr64" in shown[0][1]) == (protection in ("full", "branch"),) * 2
