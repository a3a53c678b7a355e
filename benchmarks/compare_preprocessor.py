"""Compare ccore's preprocessor with ``gcc -E -P``, token for token, and time both.

    python benchmarks/compare_preprocessor.py kernel BUILD [COUNT]   # files of a kernel build (its .cmd files)
    python benchmarks/compare_preprocessor.py headers [DIRECTORY]    # each header that compiles alone

Prints one line per difference and the totals; exit status 1 if anything differed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ccore.diagnostics import CompileError, Diagnostics
from ccore.options import Options
from ccore.preproc import HeaderCache, Preprocessor
from ccore.preproc.scan import mode_of
from ccore.source import PRAGMA, Token
from ccore.target import TARGETS

FINDALL = mode_of(False, False, True, True).findall


def options_of(arguments: list[str]) -> Options:
    """The preprocessor's options on a GCC command line (no more than kernel builds use)."""
    options = Options()
    rest = iter(arguments)
    for a in rest:
        if a in ("-include", "-imacros", "-isystem", "-iquote", "-idirafter", "-I", "-D", "-U"):
            a += next(rest) if a in ("-I", "-D", "-U") else ""
            if a == "-include":
                options.includes.append(next(rest))
            elif a == "-imacros":
                options.imacros.append(next(rest))
            elif a == "-isystem":
                options.include_system.append(next(rest))
            elif a == "-iquote":
                options.include_quote.append(next(rest))
            elif a == "-idirafter":
                options.include_after.append(next(rest))
        if a.startswith("-I"):
            options.include_dirs.append(a[2:])
        elif a.startswith("-D"):
            name, equals, body = a[2:].partition("=")
            options.macros.append((name, body if equals else "1"))
        elif a.startswith("-U"):
            options.macros.append((a[2:], None))
        elif a == "-nostdinc":
            options.standard_includes = False
        elif a.startswith("-std="):
            options.standard = a[5:]
        elif a.startswith("-O"):
            options.level = a[2:] or "1"
        elif a.startswith("-mcmodel="):
            options.code_model = a[9:]
        elif a.startswith("-march="):
            options.cpu = a[7:]
        elif a.startswith("-mtune="):
            options.tune = a[7:]
        elif a in ("-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-avx", "-mno-avx2", "-mno-3dnow"):
            options.features.append("-" + a[5:])
        elif a in ("-mno-80387", "-msoft-float"):
            options.soft_float = True
        elif a == "-fshort-wchar":
            options.short_wchar = True
        elif a == "-funsigned-char":
            options.signed_char = False
        elif a == "-fno-asynchronous-unwind-tables":
            options.unwind_tables = False
        elif a in ("-fPIC", "-fpic"):
            options.pic = 2 if a[2] == "P" else 1
        elif a in ("-fPIE", "-fpie"):
            options.pie = 2 if a[2] == "P" else 1
        elif a == "-ffreestanding":
            options.freestanding = True
        elif a.startswith("-fcf-protection="):
            options.cf_protection = a[16:]
        elif a.startswith("-fmacro-prefix-map="):
            old, _, new = a[19:].partition("=")
            options.path_prefix_map.append((old, new))
    return options


def gcc_tokens(text: str) -> list[str]:
    return [word for line in text.split("\n") for _, word in FINDALL(line)]


def our_tokens(tokens: list[Token]) -> list[str]:
    out: list[str] = []
    for t in tokens:
        if t.kind == PRAGMA:
            if t.text.startswith("ident "):
                out.append("#")
            else:
                out += ["#", "pragma"]
            out += [word for _, word in FINDALL(t.text)]
        else:
            out.append(t.text)
    return out


def compare(name: str, ours: list[str], theirs: list[str]) -> bool:
    if ours == theirs:
        return True
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if a != b:
            print(f"ERROR {name}: token {i}: ours {ours[max(0, i - 5) : i + 6]} gcc's {theirs[max(0, i - 5) : i + 6]}")
            return False
    print(f"ERROR {name}: {len(ours)} tokens, gcc has {len(theirs)}; ours end {ours[-5:]}, gcc's {theirs[-5:]}")
    return False


def kernel(build: str, count: int) -> int:
    commands = sorted(Path(build).glob("**/.*.o.cmd"))
    found: list[list[str]] = []
    for path in commands:
        match = re.match(r"savedcmd_\S+ := (.*)", path.read_text().split("\n", 1)[0])
        if match is None:
            continue
        words = shlex.split(match.group(1).split(" ; ")[0].split("; ")[0])
        if words[0].endswith("gcc") and words[-1].endswith(".c") and "-m16" not in words and "-m32" not in words:
            found.append(words)
    stride = max(1, len(found) // count)
    chosen = found[::stride][:count]
    os.chdir(build)
    target = TARGETS["x86_64"]
    cache = HeaderCache()
    bad = 0
    spent: list[tuple[float, float, int]] = []
    for words in chosen:
        arguments = [w for w in words[1:-1] if not w.startswith("-Wp,")]
        at = arguments.index("-o")
        del arguments[at : at + 2]
        arguments.remove("-c")
        begin = time.perf_counter()
        run = subprocess.run(
            ["gcc", *arguments, "-E", "-P", words[-1]], capture_output=True, text=True, errors="surrogateescape"
        )
        gcc_time = time.perf_counter() - begin
        diagnostics = Diagnostics()
        begin = time.perf_counter()
        try:
            items = Preprocessor(options_of(arguments), target, diagnostics, cache).items(words[-1])
        except CompileError:
            items = []
        our_time = time.perf_counter() - begin
        tokens = [t for item in items for t in item.tokens]
        spent.append((gcc_time, our_time, len(tokens)))
        for d in diagnostics.list[:3]:
            print(d.render())
        if not compare(words[-1], our_tokens(tokens), gcc_tokens(run.stdout)):
            bad += 1
    warm = spent[len(spent) // 4 :]
    size = sum(s[2] for s in warm) / len(warm)
    gcc_mean, our_mean = (sum(s[i] for s in warm) / len(warm) for i in (0, 1))
    print(
        f"{len(chosen)} kernel files, {bad} differ; after the first quarter, mean per file: {size:.0f} tokens, "
        f"gcc -E -P {gcc_mean:.3f} s, ccore {our_mean:.3f} s "
        f"(ratio {our_mean / gcc_mean:.2f}); first file {spent[0][1]:.2f} s"
    )
    return bad


def headers(directory: str) -> int:
    target = TARGETS["x86_64"]
    cache = HeaderCache()
    bad = total = 0
    own = str(Path(__file__).resolve().parent.parent / "ccore" / "include")
    for path in sorted(Path(directory).glob("**/*.h")):
        if "c++" in path.parts:
            continue
        text = f'#include "{path}"\n'
        # Our own freestanding headers for both, so that only the preprocessors differ.
        run = subprocess.run(
            ["gcc", "-nostdinc", "-isystem", own, "-isystem", "/usr/local/include", "-isystem",
             "/usr/include/x86_64-linux-gnu", "-isystem", "/usr/include", "-E", "-P", "-x", "c", "-"],
            input=text, capture_output=True, text=True, errors="surrogateescape",
        )  # fmt: skip
        if run.returncode:
            continue
        total += 1
        diagnostics = Diagnostics()
        try:
            tokens = Preprocessor(Options(pie=2), target, diagnostics, cache).run("x.c", text)
        except CompileError as error:
            print(f"ERROR {path}: {error}")
            bad += 1
            continue
        for d in diagnostics.list[:3]:
            print(d.render())
        bad += not compare(str(path), our_tokens(tokens), gcc_tokens(run.stdout))
    print(f"{total} headers, {bad} differ")
    return bad


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "kernel":
        sys.exit(bool(kernel(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100)))
    if len(sys.argv) > 1 and sys.argv[1] == "headers":
        sys.exit(bool(headers(sys.argv[2] if len(sys.argv) > 2 else "/usr/include")))
    sys.exit(__doc__)
