"""C23, of which GCC 12 has only a part: programs that check themselves, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ccore as command
from compilers import Batch, execute

PROGRAMS = sorted((Path(__file__).parent / "c23").glob("*.c"))


@pytest.mark.parametrize("level", ["0", "2"])
@pytest.mark.parametrize("program", PROGRAMS, ids=[p.stem for p in PROGRAMS])
def test_program(program: Path, level: str, ccore: Batch, tmp_path: Path) -> None:
    """The program exits with the number of its checks that failed."""
    binary = tmp_path / "program"
    outcome = ccore.run(["-std=c23", "-w", f"-O{level}", program.name, "-o", str(binary)], program.parent)
    assert outcome.status == 0, outcome.reason()
    run = execute(binary)
    assert run.status == 0, run.output


# Source, the first diagnostic.
DIAGNOSED = [
    ("constexpr int i = 3.5;", "error: 'constexpr' initializer not representable in type of object"),
    ("constexpr unsigned char c = 256;", "warning: unsigned conversion from 'int' to 'unsigned char'"),
    ("int v; constexpr int i = v;", "error: initializer element is not constant"),
    ("constexpr int i;", "error: 'constexpr' requires an initialized data declaration"),
    ("int v; constexpr int *p = &v;", "error: 'constexpr' pointer initializer is not null"),
    ("constexpr volatile int i = 1;", "error: invalid qualifiers for 'constexpr' object"),
    ("constexpr int i = 1; void f(void) { i = 2; }", "error: assignment of read-only variable 'i'"),
    ("auto x;", "error: 'auto' requires an initialized data declaration"),
    ("void f(void) { auto x = {1}; }", "error: 'auto' requires an initialized data declaration"),
    ("int f(void) { return nullptr; }", "error: incompatible types when returning type 'nullptr_t' but 'int'"),
    ("int i = nullptr;", "error: incompatible types when initializing type 'int' using type 'nullptr_t'"),
    ("int f(void *p) { typeof(nullptr) n = p; }", "error: incompatible types when initializing type 'nullptr_t'"),
    ("int f(int g()) { return g(1); }", "error: too many arguments to function 'g'"),
    ("int f(a) int a; { return a; }", "warning: old-style function definition"),
    ("struct s { int a; }; struct s { int b; };", "error: redefinition of 'struct s'"),
    ("enum e { a }; enum e { a = 1 };", "error: redeclaration of enumerator 'a'"),
    ("enum e { a }; enum e { a, b };", "error: redeclaration of 'enum e'"),
    ("struct [[gnu::scalar_storage_order(\"big-endian\")]] s { int a; } s; int *p = &s.a;",
     "error: cannot take address of scalar with reverse storage order"),
    ("struct [[gnu::scalar_storage_order(\"big-endian\")]] s { int a; } s; void *p = &s;",
     "warning: initialization of 'void *' from pointer type 'struct s *' with incompatible scalar storage order"),
    ("union [[gnu::scalar_storage_order(\"big-endian\")]] u { int a; struct { int b; } c; };",
     "warning: type punning toggles scalar storage order"),
    ("[[gnu::tls_model(1)]] thread_local int t;", "error: 'tls_model' argument not a string"),
    ("[[gnu::tls_model(\"x\")]] thread_local int t;", "error: 'tls_model' argument must be one of 'local-"),
    ("_Atomic int a; int *p = &a;", "warning: initialization of 'int *' from incompatible pointer type"),
    ("#pragma scalar_storage_order other", "warning: expected 'big-endian', 'little-endian', or 'default' after"),
    ("[[none]] int i;", "warning: 'none' attribute ignored"),
    ("[[none::such]] int i;", "warning: 'none::such' scoped attribute directive ignored"),
    ("int a[] = {\n#embed \"none\"\n};", "fatal error: none: No such file or directory"),
    ("int a[] = {\n#embed \"source.c\" limit(-1)\n};", "error: negative embed parameter operand in 'limit'"),
    ("int a[] = {\n#embed \"source.c\" size(1)\n};", "error: unknown embed parameter 'size'"),
    ("void f(int n) { int a[n] = {1}; }", "error: variable-sized object may not be initialized"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "message"), DIAGNOSED)
def test_diagnosed(source: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "source.c"
    file.write_text(source + "\n")
    result = command("-std=c23", "-c", str(file), "-o", str(tmp_path / "source.o"))
    first = next((line for line in result.stderr.splitlines() if "error: " in line or "warning: " in line), "nothing")
    assert message in first, first


def test_older_standards_keep_their_names(tmp_path: Path) -> None:
    """What became a keyword is a name before."""
    file = tmp_path / "old.c"
    file.write_text("int constexpr, nullptr, bool, true, alignas, thread_local; int f() { return constexpr; }\n")
    assert command("-std=gnu17", "-c", str(file), "-o", str(tmp_path / "old.o")).good()
    assert "202000L" in command("-std=c2x", "-E", "-dM", str(file)).stdout
    assert "202311L" in command("-std=gnu23", "-E", "-dM", str(file)).stdout
