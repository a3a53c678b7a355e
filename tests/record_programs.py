"""Random programs about structures and unions: ccore's output must equal GCC's at every level, and their objects fit.

    python tests/record_programs.py --seeds 1-300
    python tests/record_programs.py --fresh 100 --levels 0,1,2,3,s

A program has a few types, made of bit-fields of every base type and width, scalars of every size, arrays, vectors,
complex numbers and each other, packed, aligned, in Microsoft's layout or in big-endian order.  It fills, copies,
compares, passes, returns and converts their objects, and prints all members.  It is in two halves (``-DPART=1``: what
is called, ``-DPART=2``: who calls), which are linked also with one half made by GCC, so that both must agree how a
record travels.  The sources of those that differ stay in ``build/records/``.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from compilers import Command, Compiler, execute, fill_stack, share_out

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "records"
OPTIONS = ["-w", "-fwrapv", "-fno-strict-aliasing"]

INTEGERS = {
    "signed char": 8, "unsigned char": 8, "short": 16, "unsigned short": 16, "int": 32, "unsigned": 32, "long": 64,
    "unsigned long": 64, "long long": 64, "unsigned long long": 64, "enum few": 32, "_Bool": 1,
    "char": 8, "enum tiny": 8, "enum with_sign": 32, "unaligned": 64, "overaligned": 32,
}  # fmt: skip
WIDE = ["__int128", "unsigned __int128"]
FLOATS = ["float", "double", "long double", "_Float16", "__float128"]
COMPLEX = ["_Complex float", "_Complex double", "_Complex long double"]
VECTORS = {"v2si": 2, "v4si": 4, "v8si": 8, "v4hi": 4, "v16qi": 16, "v2df": 2, "v2sf": 2, "v8hi": 8}

HEADER = """\
/* seed %d */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
typedef int v2si __attribute__((vector_size(8)));
typedef int v4si __attribute__((vector_size(16)));
typedef int v8si __attribute__((vector_size(32)));
typedef short v4hi __attribute__((vector_size(8)));
typedef short v8hi __attribute__((vector_size(16)));
typedef signed char v16qi __attribute__((vector_size(16)));
typedef double v2df __attribute__((vector_size(16)));
typedef float v2sf __attribute__((vector_size(8)));
enum few { NONE, ONE, TWO, THREE, LAST = 0x7fffffff, MORE = 0xf0000000u };
enum __attribute__((packed)) tiny { LEAST, MOST = 200 };
enum with_sign { BELOW = -3, ABOVE = 5 };
typedef long unaligned __attribute__((aligned(1)));
typedef int overaligned __attribute__((aligned(16)));
typedef unsigned long long u64;
#define OUT __attribute__((noinline))
extern u64 state;
static inline u64 next(void) { state = state * 6364136223846793005u + 1442695040888963407u; return state >> 17; }
int pick(void);
void show(const char *name, u64 value);
void show_float(const char *name, long double value);
void show_bytes(const char *name, const void *object, size_t size);
"""

SUPPORT = """\
u64 state = 1;
int pick(void) { return state >> 63; }
void show(const char *name, u64 value) { printf("%s %llx\\n", name, value); }
void show_float(const char *name, long double value) { printf("%s %La\\n", name, value); }
void show_bytes(const char *name, const void *object, size_t size)
{
    printf("%s", name);
    for (size_t i = 0; i < size; i++)
        printf(" %02x", ((const unsigned char *)object)[i]);
    printf("\\n");
}
"""


@dataclass(frozen=True)
class Leaf:
    """A scalar within a record: how it is reached, its type, its width if it is a bit-field."""

    path: str
    base: str
    width: int = 0
    designated: bool = True  # an initialiser can name it

    @property
    def kind(self) -> str:
        if self.base in FLOATS:
            return "float"
        return "pointer" if self.base == "char *" else "wide" if self.base in WIDE else "integer"

    def within(self, path: str) -> Leaf:
        return replace(self, path=f"{path}.{self.path}")

    def value(self, text: str) -> str:
        """An expression of type u64 as a value for it."""
        if self.kind == "float":
            return f"(int)(({text}) & 1023) - 500"
        if self.kind == "pointer":
            return f"(char *)({text})"
        if self.base == "_Bool":
            return f"({text}) & 1"
        return f"({text}) * (unsigned __int128)0x100000000f00001" if self.kind == "wide" else text


@dataclass
class Record:
    """A type: its definition, the scalars of an object, and what may be asked of it."""

    name: str
    definition: str = ""
    leaves: list[Leaf] = field(default_factory=list)  # of a union those of one member
    offsets: list[str] = field(default_factory=list)  # members that have an address
    swapped: bool = False
    union: bool = False

    @property
    def has(self) -> set[str]:
        return {"bool" if leaf.base == "_Bool" else leaf.kind for leaf in self.leaves}


class Writer:
    """Writes one program."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.records: list[Record] = []

    def program(self) -> str:
        for number in range(self.random.randint(2, 4)):
            self.records.append(self.record(number))
        parts = [HEADER % self.seed, *(record.definition for record in self.records)]
        parts += [self.prototypes(record) for record in self.records]
        parts += ["#if !defined PART || PART == 1", SUPPORT, *(self.callees(r) for r in self.records), "#endif"]
        parts += ["#if !defined PART || PART == 2", *(self.callers(record) for record in self.records)]
        calls = "".join(f"    test_{record.name}();\n" for record in self.records)
        parts += [f"int main(void)\n{{\n{calls}    return 0;\n}}", "#endif\n"]
        return "\n".join(parts)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    # Types

    def record(self, number: int) -> Record:
        pick = self.random
        union = self.chance(18)
        record = Record(f"r{number}")
        # Big-endian order is for records of plain integers.
        record.swapped = self.chance(8)
        record.union = union
        packed = self.chance(35)
        microsoft = not packed and self.chance(12)
        pack = pick.choice([1, 2, 4]) if self.chance(10) else 0
        small = self.chance(50)
        lines = []
        chosen = pick.randrange(4)
        for index in range(pick.randint(2, 4) if union else pick.randint(1, 4 if small else 8)):
            text, leaves, address = self.member(f"m{index}", record.swapped, union)
            lines.append(f"    {text}\n")
            if address:
                record.offsets.append(address)
            if not union or index == min(chosen, 1) or not record.leaves:
                record.leaves = leaves if union else record.leaves + leaves
        attributes = ["packed"] * packed + ["ms_struct"] * microsoft
        if self.chance(8):
            attributes.append(f"aligned({pick.choice([2, 4, 8, 16, 32])})")
        if record.swapped:
            attributes.append('scalar_storage_order("big-endian")')
        word = "union" if union else "struct"
        written = f" __attribute__(({', '.join(attributes)}))" if attributes else ""
        text = f"typedef {word} {record.name} {{\n{''.join(lines)}}}{written} {record.name};"
        record.definition = f"#pragma pack({pack})\n{text}\n#pragma pack()" if pack else text
        if not record.leaves:  # all its bit-fields had no name
            record.definition = f"typedef struct {record.name} {{ signed char m0; }} {record.name};"
            record.leaves, record.offsets = [Leaf("m0", "signed char")], ["m0"]
        return record

    def member(self, name: str, swapped: bool, union: bool) -> tuple[str, list[Leaf], str]:
        """A member: its text, its scalars, its name if it has an address."""
        pick = self.random
        own = f" __attribute__((aligned({pick.choice([1, 2, 4, 8, 16])})))" if self.chance(5) else ""
        own += " __attribute__((packed))" if self.chance(6) else ""
        drawn = pick.randrange(100)
        if drawn < 50:
            base = pick.choice(list(INTEGERS))
            width = pick.randint(1, INTEGERS[base])
            if not union and self.chance(6):
                return f"{base} : {pick.choice([0, width])};", [], ""
            return f"{base} {name} : {width}{own};", [Leaf(name, base, width)], ""
        if drawn < 54 and not swapped:
            width = pick.randint(1, 128)
            base = pick.choice(WIDE)
            return f"{base} {name} : {width}{own};", [Leaf(name, base, width)], ""
        if drawn < 68:
            base = pick.choice(list(INTEGERS))
        elif drawn < 80 and not swapped:
            base = pick.choice([*FLOATS, *FLOATS, *WIDE, "char *"])
        elif drawn < 84 and not swapped:
            base = pick.choice(COMPLEX)
            part = base.removeprefix("_Complex ")
            leaves = [Leaf(f"{name}:{word}", part, 0, False) for word in ("__real__", "__imag__")]
            return f"{base} {name}{own};", leaves, name
        elif drawn < 88 and not swapped:
            base = pick.choice(list(VECTORS))
            element = {"si": "int", "hi": "short", "qi": "signed char", "df": "double", "sf": "float"}[base[-2:]]
            return f"{base} {name}{own};", [Leaf(f"{name}[{n}]", element, 0, False) for n in range(VECTORS[base])], name
        elif drawn < 90 and not union:
            return self.anonymous(name, swapped)
        elif drawn < 95 and self.records and not swapped:
            inner = pick.choice(self.records)
            if self.chance(30):
                count = pick.randint(1, 3)
                leaves = [x.within(f"{name}[{n}]") for n in range(count) for x in inner.leaves]
                return f"{inner.name} {name}[{count}]{own};", leaves, name
            return f"{inner.name} {name}{own};", [x.within(name) for x in inner.leaves], name
        else:
            arrays = [b for b in INTEGERS if b not in ("_Bool", "overaligned")]  # too small for its alignment
            base, count = pick.choice(arrays), pick.randint(1, 5)
            return f"{base} {name}[{count}]{own};", [Leaf(f"{name}[{n}]", base) for n in range(count)], name
        return f"{base} {name}{own};", [Leaf(name, base)], name

    def anonymous(self, name: str, swapped: bool) -> tuple[str, list[Leaf], str]:
        """A structure or union without a name, whose members are the record's; of a union the first counts."""
        union = self.chance(40)
        texts: list[str] = []
        leaves: list[Leaf] = []
        address = ""
        for index in range(self.random.randint(1, 3)):
            text, found, address = self.member(f"{name}{'abc'[index]}", swapped, union)
            texts.append(text)
            if not union or not leaves:
                leaves += found
        written = " __attribute__((packed))" if self.chance(30) else ""
        return f"{'union' if union else 'struct'} {{ {' '.join(texts)} }}{written};", leaves, address

    # Functions

    def prototypes(self, record: Record) -> str:
        t = record.name
        return f"""\
void show_{t}(const char *name, const {t} *x);
{t} make_{t}(u64 seed);
{t} mix_{t}(int n, {t} a, double d, {t} b, u64 last);
u64 sum_{t}({t} a, u64 after);
void change_{t}({t} *x, const {t} *y);
void swap_{t}({t} *x, {t} *y, int count);
u64 many_{t}(int n, ...);
int differ_{t}({t} a, const {t} *b);
"""

    @staticmethod
    def at(where: str, leaf: Leaf) -> str:
        path, _, word = leaf.path.partition(":")
        return f"({word} {where}{path})" if word else f"{where}{path}"

    def shown(self, where: str, leaf: Leaf) -> str:
        """Statements that print a scalar."""
        place, name = self.at(where, leaf), leaf.path.replace(":", " ")
        if leaf.kind == "float":
            return f'show_float("{name}", {place});'
        if leaf.kind == "wide":
            return f'show("{name}", {place}); show("", (unsigned __int128){place} >> 64);'
        return f'show("{name}", (u64){place});'

    def change(self, where: str, leaf: Leaf, other: str) -> str:
        """A statement that changes a scalar, by another object's."""
        place, value = self.at(where, leaf), self.at(other, leaf)
        if leaf.kind == "float":
            return f"{place} = {place} * 0.5 + {value};" if self.chance(50) else f"{place} -= {value};"
        if leaf.kind == "pointer":
            return f"{place} += 8;"
        if leaf.base == "_Bool":
            return self.random.choice([f"{place} ^= {value};", f"{place} = !{place};", f"{place}++;"])
        n = self.random.randint(1, 9)
        forms = [
            f"{place} += {value};", f"{place} = {place} * 3 - {value};", f"{place}++;", f"--{place};",
            f"{place} ^= {value} | {n};", f"{place} |= {value};", f"{place} &= ~{value};", f"{place} = -{place} >> 1;",
            f"{place} = {value} ? {place} / {n} : {place} % {n};", f"{place} = ({place} << 1) + {value};",
            f"{place} = {place} > {value} ? {value} : {place} - {n};", f"if ({value} > {n}) {place} = {n};",
            f"{place} = next();", f'show("assigned", {place} = {value} + {n});', f'show("before", {place}++);',
            f'show("after", {place} += {n});', f'show("less", {place} < {value}); {place} -= {n};',
            f'show("size", sizeof(+{place}));', f'show("high", ({place} << 3) >> 2);', f'show("not", ~{place} == -1);',
        ]  # fmt: skip
        return self.random.choice(forms)

    def filling(self, where: str, leaves: Iterable[Leaf]) -> str:
        return "".join(f"    {self.at(where, leaf)} = {leaf.value('next()')};\n" for leaf in leaves)

    def callees(self, record: Record) -> str:
        t, pick = record.name, self.random
        order = pick.sample(record.leaves, len(record.leaves))
        some = pick.sample(record.leaves, max(1, len(record.leaves) // 2))
        shown = "".join(f"    {self.shown('x->', leaf)}\n" for leaf in record.leaves)
        total = " + ".join(f"(u64)(long long){self.at('a.', leaf)}" for leaf in record.leaves)
        pair = pick.choice(record.leaves)
        mixed = "".join(f"    {self.change('a.', leaf, 'b.')}\n" for leaf in some)
        changed = "".join(f"    {self.change('x->', leaf, 'y->')}\n" for leaf in [*some, *order])
        unequal = " || ".join(f"{self.at('a.', leaf)} != {self.at('b->', leaf)}" for leaf in order)
        return f"""\
OUT void show_{t}(const char *name, const {t} *x)
{{
    printf("-- %s\\n", name);
{shown}}}
OUT {t} make_{t}(u64 seed)
{{
    {t} x;
    state = seed;
{self.filling("x.", order)}    return x;
}}
OUT {t} mix_{t}(int n, {t} a, double d, {t} b, u64 last)
{{
    show("n", n + (int)d + last);
{mixed}    return n & 1 ? a : b;
}}
OUT u64 sum_{t}({t} a, u64 after)
{{
    return {total} + after * 3;
}}
OUT void change_{t}({t} *x, const {t} *y)
{{
{changed}}}
OUT void swap_{t}({t} *x, {t} *y, int count)
{{
    for (int i = 0; i < count; i++) {{
        {t} kept = x[i];
        x[i] = y[count - 1 - i];
        y[count - 1 - i] = kept;
        {self.at("x[i].", pair)} = {self.at("kept.", pair)};
    }}
}}
OUT u64 many_{t}(int n, ...)
{{
    u64 total = 0;
    va_list list;
    va_start(list, n);
    for (int i = 0; i < n; i++) {{
        total += va_arg(list, int);
        {t} a = va_arg(list, {t});
        total = total * 5 + sum_{t}(a, i);
        total += (u64)(va_arg(list, double) * 4);
    }}
    va_end(list);
    return total;
}}
OUT int differ_{t}({t} a, const {t} *b)
{{
    return {unequal};
}}
"""

    def constants(self, record: Record) -> str:
        """An initialiser of the members that can be named; the rest is zero."""
        pick, parts = self.random, []
        for leaf in record.leaves:
            if not leaf.designated or self.chance(25):
                continue
            number = pick.randrange(-(1 << 62), 1 << 62) >> pick.randrange(60)
            if leaf.kind == "pointer":
                text = f"(char *){abs(number)}"
            elif leaf.base == "_Bool":
                text = str(number & 1)
            elif leaf.kind == "float":
                text = str(number % 1000 / 4 - 100)
            else:
                text = f"{number}ll"
            parts.append(f".{leaf.path} = {text}")
        return "{" + ", ".join(parts or ["0"]) + "}"

    def callers(self, record: Record) -> str:
        t, pick = record.name, self.random
        some = pick.sample(record.leaves, max(1, len(record.leaves) // 2))
        one, two = pick.choice(record.leaves), pick.choice(record.leaves)
        asked = "".join(f'    show("offset {m}", offsetof({t}, {m}));\n' for m in record.offsets)
        byte = 0 if record.has & {"bool", "float"} else pick.choice([0, 0, 255])
        named = [leaf for leaf in some if leaf.designated]
        given = ", ".join(f".{leaf.path} = {leaf.value(f'seed * {n}')}" for n, leaf in enumerate(named, 3))
        # Of a union {0} sets the first member alone.
        literal = f"({t}){{{given or 0}}}" if given or not record.union else ""
        literal_shown = f'    show_{t}("literal", &{literal});\n' if literal else ""
        set_volatile = "".join(f"    {self.change('v->', leaf, 'u->')}\n" for leaf in some)
        wrap = f"struct {{ char before; {t} x; short after; }}"
        return f"""\
static {t} table_{t}[2] = {{{self.constants(record)}, {self.constants(record)}}};
static const {t} fixed_{t} = {self.constants(record)};
OUT static void memory_{t}(void)
{{
    {t} x;
    memset(&x, {byte}, sizeof x);
{self.filling("x.", some)}    show_{t}("set", &x);
    u64 seed = next();
    {t} y = {literal or f"make_{t}(9)"};
    show_{t}("given", &y);
    {wrap} w = {{1, y, 2}}, z;
    memcpy(&z, &w, sizeof w);
    {self.at("z.x.", one)} = {self.at("x.", one)};
    show_{t}("within", &z.x);
    show("around", z.before + z.after * 256 + sizeof z);
    {t} *p = &z.x, copy = *p;
    memmove(p, &x, sizeof x);
    show("moved", differ_{t}(x, p));
    show_{t}("copy", &copy);
}}
OUT static void volatile_{t}(void)
{{
    {t} x = make_{t}(77), y = make_{t}(78);
    volatile {t} *v = &x;
    const volatile {t} *u = &y;
{set_volatile}    show_{t}("volatile", &x);
    {t} z = *(pick() ? &x : &y);
    show_{t}("picked", &z);
    u64 seed = next();
{literal_shown}}}
OUT static void test_{t}(void)
{{
    printf("== {t}\\n");
    show("size", sizeof({t}) * 1000 + __alignof__({t}));
{asked}    show_bytes("table", table_{t}, sizeof table_{t});
    show_bytes("fixed", &fixed_{t}, sizeof fixed_{t});
    show_{t}("table", &table_{t}[1]);
    {t} a = make_{t}(5), b = make_{t}(0x9876543210), c[3];
    show_{t}("a", &a);
    c[0] = mix_{t}(1, a, 2.5, b, 7);
    c[1] = mix_{t}(2, b, 3.5, a, 8);
    c[2] = mix_{t}(3, mix_{t}(4, a, 1, b, 2), 0, c[1], 1);
    for (int i = 0; i < 3; i++)
        show_{t}("mixed", &c[i]);
    show("sum", sum_{t}(a, 1) + sum_{t}(make_{t}(4), 2) * 7 + sum_{t}(c[1], 3));
    change_{t}(&a, &b);
    show_{t}("changed", &a);
    change_{t}(&c[1], &c[1]);
    swap_{t}(c, table_{t}, 2);
    show_{t}("swapped", &c[0]);
    show_{t}("swapped", &table_{t}[1]);
    show("many", many_{t}(3, 1, a, 0.25, 2, b, 0.5, 3, c[2], 0.75));
    show("many", many_{t}(2, 1, make_{t}(6), 1.25, 9, fixed_{t}, 4.0));
    show("differ", differ_{t}(a, &b) * 2 + differ_{t}(b, &b));
    show("member", (u64)(long long){self.at(f"make_{t}(12).", one)});
    show("chosen", (u64)(long long){self.at(f"(sum_{t}(a, 0) & 1 ? a : b).", one)});
    {self.at("b.", two)} = {self.at("a.", two)};
    show_{t}("b", &b);
    memory_{t}();
    volatile_{t}();
}}
"""


class Result(NamedTuple):
    """What one program did: the level, "+" and which half was GCC's, if one was; "" or what went wrong."""

    seed: int
    way: str
    reason: str


def difference(got: str, expected: str) -> str:
    """The first line that differs, and the lines before it that say where it is."""
    where: dict[str, str] = {}
    for ours, theirs in zip(got.splitlines(), expected.splitlines()):
        where[theirs[:2]] = theirs
        if ours != theirs:
            return f"{where.get('==', '')} {where.get('--', '')}: {ours[:200]!r}, gcc {theirs[:200]!r}"
    return "one ends early" if got != expected else ""


def run_program(objects: Sequence[str], folder: Path) -> str:
    """Link and run; what it prints."""
    subprocess.run(["gcc", *objects, fill_stack(), "-o", "program"], cwd=folder, check=True, capture_output=True)
    run = execute(folder / "program")
    return f"{run.output}status {run.status}\n"


def try_seed(subject: Compiler, seed: int, levels: Sequence[str], options: Sequence[str] = ()) -> list[Result]:
    """One program at all levels, and at one of them with a half by GCC."""
    judge = Command(["gcc"])
    text = Writer(seed).program()
    results = []
    with tempfile.TemporaryDirectory(prefix="records-") as directory:
        folder = Path(directory)
        (folder / "p.c").write_text(text)

        def make(compiler: Compiler, name: str, level: str, *words: str) -> str:
            outcome = compiler.run([*OPTIONS, *options, f"-O{level}", *words, "-c", "p.c", "-o", name], folder)
            return "" if outcome.status == 0 else outcome.reason()

        for name, words in (("g.o", []), ("g1.o", ["-DPART=1"]), ("g2.o", ["-DPART=2"])):
            failed = make(judge, name, "1" if words else "0", *words)
            if failed:
                return [Result(seed, "gcc", failed)]
        expected = run_program(["g.o"], folder)
        for level in levels:
            failed = make(subject, "o.o", level)
            results.append(Result(seed, level, failed or difference(run_program(["o.o"], folder), expected)))
        level = levels[seed % len(levels)]
        for part, other in (("1", "2"), ("2", "1")):
            failed = make(subject, "o.o", level, f"-DPART={part}")
            got = failed or difference(run_program(["o.o", f"g{other}.o"], folder), expected)
            results.append(Result(seed, f"{level}+{other}", got))
    if any(result.reason for result in results):
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{seed}.c").write_text(text)
    return results


def run_seeds(
    command: str, seeds: Iterable[int], levels: Sequence[str], workers: int = 1, options: Sequence[str] = ()
) -> list[Result]:
    """The results of all seeds, in order."""
    results: list[Result] = []
    share_out(command, seeds, lambda subject, seed: results.extend(try_seed(subject, seed, levels, options)), workers)
    return sorted(results)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compare a compiler with GCC over random structures.")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore, in batch mode)")
    parser.add_argument("--seeds", default="1-100", help="first and last seed")
    parser.add_argument("--fresh", type=int, default=0, metavar="N", help="N new seeds")
    parser.add_argument("--levels", default="0,1,2", help="optimisation levels (default: 0,1,2)")
    parser.add_argument("--options", default="", help="for both compilers, as '-fpack-struct -fshort-enums'")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--print", type=int, metavar="SEED", help="print the program of a seed, and no more")
    options = parser.parse_args(arguments)
    if options.print is not None:
        print(Writer(options.print).program())
        return 0
    low, _, high = options.seeds.partition("-")
    seeds = range(int(low), int(high or low) + 1)
    if options.fresh:
        first = random.SystemRandom().randrange(1, 1 << 31)
        seeds = range(first, first + options.fresh)
        print(f"seeds from {first}")
    results = run_seeds(options.compiler, seeds, options.levels.split(","), options.workers, options.options.split())
    failed = [result for result in results if result.reason]
    for seed, way, reason in failed:
        print(f"ERROR seed {seed} -O{way}: {reason}")
    print(f"{len(results)} runs, {len(failed)} differ; their sources: {KEPT}")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
