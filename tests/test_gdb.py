"""gdb on ccore's code beside gdb on GCC's: where it stops, what it prints and how it unwinds is the same at -O0 -g."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import sources
from compilers import Batch

HERE = Path(__file__).resolve().parent / "debug"
SETTINGS = [
    "set debuginfod enabled off", "set debug-file-directory /nonexistent",  # the C library's are not for all to have
    "set width 0", "set confirm off", "set startup-with-shell off",
]  # fmt: skip

HANDLED = ["handle SIGUSR1 nostop noprint pass", "break handler", "run", "bt"]
STEP_ALL = ["break main", "run", *["step"] * 230]
STATEMENTS = """
break main; run; next; next; next; next; next; info locals; print u; print b; print/x b; print m; print op; print *op
print text; print s; print sizeof(b); ptype u; ptype struct bits; ptype m; ptype op; whatis op; whatis m; print ld
print dc; print floats; print matrix; ptype matrix; print vol; ptype vol; ptype cv; print cv; print wide; ptype wide
print flag; ptype flag; print unnamed; ptype unnamed; print vec; ptype vec; print (mode) 10; ptype head; whatis head
next; next; print *head; print *head->next; step; bt; info args; next; next; next; next; next; next; finish; next
break fact if n == 1; continue; bt; finish; up; delete; break variadic; break control; tbreak twice; info line fact
info symbol add; info address fact; ptype push; whatis push; whatis &push; list control
"""
VARIABLES = """
break take; break make; break grow; break shadows; break counted; break formatted; break handler; run
bt; info args; next; info locals; next; info locals; finish; continue; bt; info args; next; finish; continue
bt; info args; info locals; print s; print p; print b.values; print *b.name@3; ptype b; whatis b; ptype s; whatis s
ptype p; next; next; next; next; print sum; up; print c; whatis c; ptype c; info locals; down; continue
next; next; next; next; print y; next; print y; next; next; print y; next; next; next; next; whatis c; print *c; print n
whatis n; continue; print calls; next; print calls; continue; next; print calls; tbreak 75; continue; print first
print second; print sizeof(second); ptype first; whatis second; print n; print m; continue; info args; next; next; next
next; print first; print second; continue; info args; finish; bt 3; frame function raised; info args; up; info args
up; up; info locals
"""


def commands(text: str) -> list[str]:
    return [word.strip() for line in text.strip().splitlines() for word in line.split(";")]


def gdb(program: Path, words: list[str], *arguments: str) -> list[str]:
    """What gdb says to the commands, without what depends on where code lies or on chance."""
    command = ["gdb", "-nx", "-batch"]
    for word in [*SETTINGS, *words]:
        command += ["-ex", word]
    done = subprocess.run(
        [*command, "--args", str(program), *arguments], cwd=program.parent, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, errors="replace", check=False, timeout=300,
    )  # fmt: skip
    text = (done.stdout + done.stderr).replace(str(program.parent), "")
    text = re.sub(r"0x[0-9a-f]+", "0xADDRESS", text)
    text = re.sub(r"\b93824\d{9}\b|\b4\.6355\d+e-310\b", "ADDRESS", text)  # of the heap, as a number of another type
    text = re.sub(r"\+\d+>", "+N>", text)
    text = re.sub(r"process \d+", "process N", text)
    return [line for line in text.splitlines() if "libthread_db" not in line]


def both(ccore: Batch, source: str, folder: Path, *options: str) -> list[Path]:
    """The program as each compiler makes it, under one name."""
    programs = [folder / "ccore" / "program", folder / "gcc" / "program"]
    for program in programs:
        program.parent.mkdir()
    argv = ["-g", "-O0", *options, "-w", str(HERE / source), "-o"]
    outcome = ccore.run([*argv, str(programs[0])], folder)
    assert outcome.status == 0, outcome.reason()
    subprocess.run(["gcc", *argv, str(programs[1])], check=True)
    return programs


def compare(ours: list[str], theirs: list[str], words: list[str]) -> None:
    for number, (a, b) in enumerate(zip(ours, theirs)):
        assert a == b, f"line {number} of the transcript"
    assert len(ours) == len(theirs)
    assert len(theirs) > len(words) // 2, "gdb did not follow the commands"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("statements.c", commands(STATEMENTS)),
        ("jumps.c", STEP_ALL[:75]),
        ("variables.c", commands(VARIABLES)),
        ("statements.c", STEP_ALL[:90]),
    ],
    ids=["statements", "jumps", "variables", "steps"],
)
def test_transcripts_are_gccs(ccore: Batch, tmp_path: Path, source: str, words: list[str]) -> None:
    ours, theirs = (gdb(program, words) for program in both(ccore, source, tmp_path))
    compare(ours, theirs, words)


MACROS = """
break twice; break 18; run; info macro ADD; print ADD(x, LIMIT); macro expand ADD(1, LIMIT); info macro SHOW
info macro EMPTY; info macro HEADER; print HEADER; info macro MACROS_H; info macro GIVEN; up; info macro LIMIT
print LIMIT; info macro __STDC__; info macro __x86_64__; continue; info macro LIMIT; print SIZE
info macro offsetof
"""


@pytest.mark.parametrize("version", ["", "-gdwarf-4"])
def test_macros(ccore: Batch, tmp_path: Path, version: str) -> None:
    words = commands(MACROS)
    programs = both(ccore, "macros.c", tmp_path, "-g3", "-DGIVEN=7", *version.split())
    ours, theirs = (
        [re.sub(r"/\S*/(stddef|macros)\b", r"\1", line) for line in gdb(program, words)
         if not line.startswith("#define offsetof") and "stddef.h:" not in line]
        for program in programs
    )  # fmt: skip
    compare(ours, theirs, words)


@pytest.mark.parametrize(
    "options",
    ["-O2", "-O1", "-fomit-frame-pointer", "-O2 -fno-omit-frame-pointer", "-O2 -fno-asynchronous-unwind-tables"],
)
def test_unwinding(ccore: Batch, tmp_path: Path, options: str) -> None:
    """Through a signal's frame, a callback's, and frames of many shapes, down to main."""
    programs = both(ccore, "unwinding.c", tmp_path, *options.split())
    stacks = [
        [re.sub(r"^#\d+ +(0x\w+ in )?(\S+).*", r"\2", line) for line in gdb(program, HANDLED)
         if line.startswith("#")]
        for program in programs
    ]  # fmt: skip
    assert stacks[0] == stacks[1]
    assert {"<signal", "leaf", "spilled", "dynamic", "aligned", "compare", "main"} <= set(stacks[0])


LUA_SCRIPT = """\
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local t = {}
for i = 1, 3 do t[i] = string.format("%d-%s", fib(i + 3), "x") end
print(table.concat(t, ","))
"""
LUA = """
break luaV_execute; run; bt; info args; print *ci; print L->nCcalls; print L->l_G->gcstate; ptype L; whatis ci
print ci->u.l.trap; ptype Table; ptype TMS; ptype OpCode; ptype union GCUnion; print luaT_typenames_; print OP_CALL
delete; break str_format; continue; bt; info args; next; next; print top; print arg; print n; up; info args; delete
break lua_pushstring; continue; bt; info args; next; bt; finish; delete; break luaH_resize; continue; bt; info args
print *t; ptype t; next; print oldasize; print newasize; step; bt; finish; delete; break luaD_precall; continue; bt
info args; print *func; ptype struct lua_TValue; next; next; info args; delete; break tconcat; continue; bt
print *L->ci; finish; whatis L->l_G
"""


@pytest.mark.full
def test_lua_is_debugged_as_gccs(ccore: Batch, tmp_path: Path) -> None:
    """A breakpoint in a real program: the backtrace, locals and structures are those of GCC's build."""
    script = tmp_path / "script.lua"
    script.write_text(LUA_SCRIPT)
    transcripts = []
    for compiler in ("ccore", "gcc"):
        folder = sources.copy("lua5.4", f"lua-debug-{compiler}") / "src"
        files = sorted(path.name for path in folder.glob("*.c") if path.name != "luac.c")
        # A fixed seed for Lua's hashes, so that both go the same way.
        argv = ["-O0", "-g", "-DLUA_USE_POSIX", "-Dluai_makeseed(L)=1u"]
        if compiler == "ccore":
            outcome = ccore.run([*argv, *files, "-o", "lua", "-lm", "-ldl"], folder, timeout=300)
            assert outcome.status == 0, outcome.reason()
        else:
            subprocess.run(["gcc", *argv, *files, "-o", "lua", "-lm", "-ldl"], cwd=folder, check=True)
        transcripts.append(gdb(folder / "lua", commands(LUA), str(script)))
    compare(*transcripts, commands(LUA))
    assert any(line.startswith("#5") for line in transcripts[0])
