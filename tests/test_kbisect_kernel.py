"""kbisect's reading of Kbuild's files, its caches, its sessions and its refusals; none needs a kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from kbisect import layout
from kbisect.arch import ARCHES
from kbisect.cli import command as kbisect_command
from kbisect.compilers import Command, Compiled, Worker, reason, resolve, run_limited
from kbisect.errors import KbisectError
from kbisect.kernel import Build, LinkError, Unit, overlay, parse_cmd, read_config, settings, thin_members
from kbisect.mix import Mixer, blamed
from kbisect.objects import Compilation, Object, ObjectCache, split_command
from kbisect.report import Guilty, Report, Terminal, folder_counts, plain, show
from kbisect.run import matches
from kbisect.session import Session, locked
from kbisect.verdict import Kind, Verdict

CMD = """savedcmd_kernel/fork.o := /out/cc -Wp,-MMD,kernel/.fork.o.d -nostdinc -DNAME='"kernel/fork"' \
-DX='a$$b$(pound)c' -c -o kernel/fork.o /tree/kernel/fork.c  ; ./tools/objtool/objtool --hacks=noinstr kernel/fork.o

source_kernel/fork.o := /tree/kernel/fork.c

deps_kernel/fork.o := \\
    $(wildcard include/config/SMP) \\
  /tree/include/linux/compiler-version.h \\
  include/generated/bounds.h \\

kernel/fork.o: $(deps_kernel/fork.o)

$(deps_kernel/fork.o):
"""


def test_cmd_files() -> None:
    commands, inputs = parse_cmd(CMD)
    assert commands[0][:2] == ["/out/cc", "-Wp,-MMD,kernel/.fork.o.d"]
    assert '-DNAME="kernel/fork"' in commands[0]
    assert "-DX=a$b#c" in commands[0]
    assert commands[1] == ["./tools/objtool/objtool", "--hacks=noinstr", "kernel/fork.o"]
    assert inputs == ["/tree/kernel/fork.c", "/tree/include/linux/compiler-version.h", "include/generated/bounds.h"]


@pytest.mark.parametrize("text", ["savedcmd_x := cat a | sort > b\n", "savedcmd_x := echo 'unclosed\n"])
def test_commands_that_are_more_than_words_are_not_guessed_at(text: str) -> None:
    assert parse_cmd(text) == ([["?"]], [])


def test_an_empty_cmd_file() -> None:
    assert parse_cmd("") == ([], [])


def test_thin_archives_by_gnu_ar(tmp_path: Path) -> None:
    members = [f"folder/a-rather-long-name-{i}.o" for i in range(5)] + ["short.o"]
    for member in members:
        (tmp_path / member).parent.mkdir(exist_ok=True)
        (tmp_path / member).write_bytes(b"odd")
    subprocess.run(["ar", "cDPrST", "inner.a", *members[:3]], cwd=tmp_path, check=True)
    subprocess.run(["ar", "cDPrST", "outer.a", "inner.a", *members[3:]], cwd=tmp_path, check=True)
    assert thin_members((tmp_path / "outer.a").read_bytes()) == members
    subprocess.run(["ar", "mPiT", members[0], "outer.a", members[4]], cwd=tmp_path, check=True)
    assert thin_members((tmp_path / "outer.a").read_bytes()) == [members[4], *members[:4], *members[5:]]
    with pytest.raises(ValueError):
        thin_members(b"!<arch>\n")


def test_overlaid_configurations() -> None:
    base = "CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C=m\n"
    assert settings(overlay(base, "# CONFIG_A is not set\nCONFIG_B=y\n")) == {
        "CONFIG_A": "n",
        "CONFIG_B": "y",
        "CONFIG_C": "m",
    }


def test_the_shipped_configuration_has_what_a_search_needs() -> None:
    shipped = settings(read_config(ARCHES["x86_64"].config))
    assert shipped["CONFIG_64BIT"] == shipped["CONFIG_BLK_DEV_INITRD"] == shipped["CONFIG_SERIAL_8250_CONSOLE"] == "y"
    assert shipped["CONFIG_X86_KERNEL_IBT"] == shipped["CONFIG_MODULES"] == shipped["CONFIG_STACKPROTECTOR"] == "n"


def test_split_command_leaves_out_kbuilds_dependency_file() -> None:
    argv = ["-Wp,-MMD,kernel/.fork.o.d", "-O2", "-c", "-o", "kernel/fork.o", "fork.c"]
    assert split_command(argv, Path("/x/fork.o")) == (
        ["-c", "-o", "/x/fork.o", "-O2", "fork.c"],
        ["-E", "-O2", "fork.c"],
    )


def test_offsets_that_differ_are_named() -> None:
    text = '\t.ascii "->TASK_threadsp 1896 offsetof"\n\t.ascii "->__END $-3 x"\n\t.ascii "->"\n.ascii "->COMMENT"\n'
    good = layout.offsets(text)
    assert good == {"TASK_threadsp": "1896", "__END": "-3"}
    assert layout.compare(good, good) == []
    assert layout.compare(good, {"TASK_threadsp": "1904"}) == [
        "TASK_threadsp is 1896, and 1904 with the bad compiler",
        "__END is -3, and missing with the bad compiler",
    ]


def test_patterns() -> None:
    assert matches("kernel/sched/core.c", ["kernel"])
    assert matches("kernel/sched/core.c", ["kernel/*.c"])
    assert not matches("kernel2/core.c", ["kernel", "lib/*"])


# Compilers and the cache.


def script(path: Path, text: str) -> str:
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(0o755)
    return str(path)


FAKE = """
import sys
open({log!r}, 'a').write('x')
if '--version' in sys.argv: print('fake 1'); sys.exit()
source = open(sys.argv[-1]).read()
if 'reject' in source: sys.exit(sys.argv[-1] + ':1:2: error: I do not like it')
if 'silent' in source: sys.exit(0)
if 'slow' in source: import time; time.sleep(60)
open(sys.argv[sys.argv.index('-o') + 1], 'w').write('bad ' + source)
"""


def fake_build(tmp_path: Path, texts: dict[str, str]) -> Build:
    """A Build with these sources, of which nothing was ever made by Kbuild."""
    tree = tmp_path / "tree"
    build = Build(tree, ARCHES["x86_64"], "", resolve("gcc", batch=False), tmp_path / "home", 1)
    for name, text in texts.items():
        source, target = tree / f"{name}.c", f"{name}.o"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(text)
        for folder in (build.folder, build.stash):
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / target).write_text(f"good {name}")
        build.units.append(Unit(target, f"{name}.c", ("-c", "-o", target, str(source)), (), (str(source),)))
    return build


def compilation(tmp_path: Path, build: Build, bad: Command, timeout: float = 20) -> dict[str, Object]:
    cache = ObjectCache(tmp_path / "objects")
    work = Compilation(build, cache, lambda unit: bad, jobs=2, timeout=timeout, logs=tmp_path / "logs")
    return work.run(build.units, lambda item: None)


def test_each_file_is_compiled_once_and_rejections_are_remembered(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    bad = resolve(script(tmp_path / "fake", FAKE.format(log=str(log))))
    build = fake_build(tmp_path, {"a": "int a;", "d/b": "int reject;", "c": "int silent;"})
    log.write_text("")
    first = compilation(tmp_path, build, bad)
    assert len(log.read_text()) == 3
    assert (first["a.o"].path or Path()).read_text() == "bad int a;"
    assert first["d/b.o"].reason == "d/b.c:1:2: error: I do not like it"
    assert "no object" in first["c.o"].reason
    second = compilation(tmp_path, build, bad)
    assert len(log.read_text()) == 3
    assert all(item.cached for item in second.values())
    assert [second[t].reason for t in second] == [first[t].reason for t in second]
    # Another text is compiled; the same text with another time is not.
    (tmp_path / "tree/a.c").write_text("int other;")
    os.utime(tmp_path / "tree/c.c")
    third = compilation(tmp_path, build, bad)
    assert len(log.read_text()) == 4
    assert (third["a.o"].path or Path()).read_text() == "bad int other;"
    # A comment goes no further than the preprocessor.
    (tmp_path / "tree/a.c").write_text("int other;/* but */")
    compilation(tmp_path, build, bad)
    assert len(log.read_text()) == 4


def test_a_damaged_cache_entry_is_made_anew(tmp_path: Path) -> None:
    bad = resolve(script(tmp_path / "fake", FAKE.format(log=str(tmp_path / "calls"))))
    build = fake_build(tmp_path, {"a": "int a;"})
    path = compilation(tmp_path, build, bad)["a.o"].path
    assert path is not None
    path.write_text("rot")
    again = compilation(tmp_path, build, bad)["a.o"]
    assert again.path is not None
    assert again.path.read_text() == "bad int a;"


def test_a_file_that_takes_too_long_is_rejected(tmp_path: Path) -> None:
    bad = resolve(script(tmp_path / "fake", FAKE.format(log=str(tmp_path / "calls"))))
    build = fake_build(tmp_path, {"a": "int slow;"})
    assert compilation(tmp_path, build, bad, timeout=1)["a.o"].reason == "took longer than 1 s"


BATCH = """
import json, sys, os
if '--version' in sys.argv: print('batch 1'); sys.exit()
assert sys.argv[1:] == ['--batch']
count = 0
for line in sys.stdin:
    request = json.loads(line)
    count += 1
    source = open(os.path.join(request['cwd'], request['argv'][-1])).read()
    if 'die' in source: os._exit(3)
    if 'slow' in source: import time; time.sleep(60)
    print('noise that is no answer', flush=True)
    argv = request['argv']
    open(argv[argv.index('-o') + 1], 'w').write(f'{os.getpid()} {count}')
    status = 1 if 'reject' in source else 0
    stderr = 'x.c:1: error: no' if status else ''
    print(json.dumps({'id': request['id'], 'status': status, 'stderr': stderr}), flush=True)
"""


def test_batch_workers_live_on_and_are_replaced_when_they_die(tmp_path: Path) -> None:
    bad = resolve(script(tmp_path / "ccore", BATCH))
    assert bad.batch
    for name, text in {"a.c": "", "b.c": "", "die.c": "die", "slow.c": "slow", "no.c": "reject"}.items():
        (tmp_path / name).write_text(text)
    worker = Worker(bad, tmp_path / "log")

    def compiled(name: str, timeout: float = 20) -> Compiled:
        return worker.compile(["-c", "-o", str(tmp_path / "out"), name], tmp_path, timeout)

    assert compiled("a.c").status == 0
    first = (tmp_path / "out").read_text().split()
    assert compiled("b.c").status == 0
    assert (tmp_path / "out").read_text().split() == [first[0], "2"]
    assert compiled("no.c").stderr == "x.c:1: error: no"
    died = compiled("die.c")
    assert died.status == -1
    assert "status 3" in died.stderr
    assert compiled("a.c").status == 0
    assert (tmp_path / "out").read_text().split()[0] != first[0]
    assert compiled("slow.c", 0.5).status is None
    assert compiled("a.c").status == 0
    worker.close()


def test_a_changed_compiler_is_another(tmp_path: Path) -> None:
    path = script(tmp_path / "fake", "print('same version')\n")
    before = resolve(path).identity
    assert resolve(path).identity == before
    script(tmp_path / "fake", "print('same version')\n# changed\n")
    assert resolve(path).identity != before


def test_a_console_script_is_identified_by_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "somecompiler"
    package.mkdir()
    (package / "__init__.py").write_text("def main(): print('1.0')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = script(tmp_path / "cc", "from somecompiler import main\nmain()\n")
    before = resolve(path).identity
    (package / "phase.py").write_text("new = 1\n")
    assert resolve(path).identity != before


def test_extra_files_belong_to_the_identity(tmp_path: Path) -> None:
    extra = tmp_path / "extra"
    extra.write_text("1")
    before = resolve("gcc", depends=[extra]).identity
    extra.write_text("2")
    assert resolve("gcc", depends=[extra]).identity != before


@pytest.mark.parametrize("command", ["no-such-compiler-here", "", "'unclosed", "false"])
def test_compilers_that_are_none(command: str) -> None:
    with pytest.raises(KbisectError):
        resolve(command)


def test_reasons() -> None:
    tree = Path("/tree")
    text = "note: in file\n/tree/kernel/a.c:3:4: error: expected ';'\n/tree/x: error: second"
    assert reason(Compiled(1, text, 0), tree, 9) == "kernel/a.c:3:4: error: expected ';'"
    assert reason(Compiled(-11, "", 0), tree, 9) == "signal 11"
    assert reason(Compiled(None, "", 0), tree, 9) == "took longer than 9 s"


def test_a_process_that_runs_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    started = time.monotonic()
    done = run_limited(["sh", "-c", "sleep 60 & wait"], tmp_path, 0.3)
    assert done.status is None
    assert time.monotonic() - started < 20


# Mixing.


def test_a_mix_places_what_it_says_and_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = resolve(script(tmp_path / "fake", FAKE.format(log=str(tmp_path / "calls"))))
    build = fake_build(tmp_path, {"a": "int a;", "b": "int b;"})
    monkeypatch.setattr(Build, "link", lambda self: self.image)
    mixer = Mixer(build, compilation(tmp_path, build, bad))
    good = mixer.digest([])
    assert mixer.digest(["a.o"]) not in (good, mixer.digest(["b.o"]))
    mixer.link(["a.o"])
    assert (build.folder / "a.o").read_text() == "bad int a;"
    assert (build.folder / "b.o").read_text() == "good b"
    assert build.mixed_targets() == ["a.o"]
    mixer.link([])
    assert (build.folder / "a.o").read_text() == "good a"

    def meddle(self: Build) -> Path:
        (self.folder / "b.o").write_text("someone else's")
        return self.image

    monkeypatch.setattr(Build, "link", meddle)
    with pytest.raises(KbisectError, match="changed while it was linked"):
        mixer.link(["a.o"])


def test_the_linker_names_whom_it_blames() -> None:
    error = LinkError(
        "ld: kernel/fork.o: in function `f':\n/tree/kernel/fork.c:(.text+0x5): undefined reference to `__udivti3'\n"
        "ld: lib/x.o:(.data+0x0): undefined reference to `gone'\nld: mm/y.o:(.text+0x0): multiple definition of `z'"
    )
    found = blamed(error, ["kernel/fork.o", "lib/x.o", "fs/other.o"])
    assert set(found) == {"kernel/fork.o", "lib/x.o"}
    assert found["lib/x.o"] == "undefined reference to `gone'"
    assert found["kernel/fork.o"] == "undefined reference to `__udivti3'"


# Sessions.


def test_sessions_resume_until_they_are_finished(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    session = Session(path)
    session.boots = 3
    session.good_boot = {"seconds": 2.0, "silence": 1.0}
    session.record("mix", Verdict(Kind.PANIC, "panic: x", 1.0, (), ("tail",)))
    again = Session(path)
    assert again.resumed
    assert (again.boots, again.verdicts, again.good_boot) == (3, session.verdicts, session.good_boot)
    assert not Session(path, restart=True).resumed
    again.save(finished=True)
    assert not Session(path).resumed


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 1}', '{"version": 1, "finished": false}'])
def test_a_session_that_is_none_begins_anew(tmp_path: Path, text: str) -> None:
    path = tmp_path / "session.json"
    path.write_text(text)
    assert Session(path).verdicts == {}


def test_two_runs_do_not_share_a_build(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(KbisectError, match="another kbisect"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


# Reports and refusals.


def report() -> Report:
    return Report(
        "/tree", "6.12", "x86_64", "gcc 12", "ccore 1", c_files=3, bad_files=2, folders={"lib": [1, 2], "mm": [1, 1]}
    )


def test_reports_name_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    made = report()
    made.result, made.boots = "guilty", 12
    made.rejected = {"lib/[b]x[/b].c": "lib/x.c:1: error: \x1b[31mno"}
    made.guilty = [Guilty(["mm/slub.c"], True, "prefix", "panic", "panic: x", 12, ["last \x1b[2J line"])]
    show(made, Terminal(), "ccore")
    text = capsys.readouterr().out
    assert "2 of 3 C files were ccore's; lib/ 1/2, mm/ 1/1" in text
    assert "mm/slub.c" in text
    assert "named after 12 boots" in text
    assert "lib/[b]x[/b].c" in text
    assert "\x1b" not in text
    assert json.loads(json.dumps(made.to_json()))["guilty"][0]["files"] == ["mm/slub.c"]


def test_folders_come_in_a_fixed_order() -> None:
    made = report()
    made.folders = {"fs": [9, 9], "kernel": [1, 1], "arch": [2, 10], "lib": [3, 3]}
    assert folder_counts(made) == "lib/ 3/3, kernel/ 1/1, arch/ 2/10, fs/ 9/9"
    assert plain("a\x1b\n\tb") == "a   b"


def kernel_tree(folder: Path) -> Path:
    for part in ("Makefile", "Kbuild", "scripts/Makefile.build", "scripts/link-vmlinux.sh", "init/main.c"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).write_text("")
    return folder


def refused(*arguments: str) -> str:
    """The message of a refusal: status 2 and one or two lines, no traceback."""
    done = subprocess.run([sys.executable, "-m", "kbisect", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not a directory" in refused(str(tmp_path / "nowhere"))
    assert "not a Linux source tree" in refused(str(tmp_path))
    tree = kernel_tree(tmp_path / "linux")
    assert "compiler not found" in refused(str(tree), "--bad", "no-such-compiler")
    assert "no configuration" in refused(str(tree), "--bad", "gcc", "--config", "none")
    assert "GLOB=COMMAND" in refused(str(tree), "--bad", "gcc", "--bad-for", "x")
    assert "nothing is ever written" in refused(str(tree), "--bad", "gcc", "--output", str(tree / "out"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install" in refused(str(tree))
    (tree / ".config").write_text("")
    assert "make mrproper" in refused(str(tree))
    spaced = kernel_tree(tmp_path / "a linux")
    assert "space" in refused(str(spaced))


def test_help_names_the_exit_statuses() -> None:
    done = CliRunner().invoke(kbisect_command, ["--help"])
    assert done.exit_code == 0
    assert "130 interrupted" in " ".join(done.output.split())


def test_ccore_is_found_beside_kbisect(monkeypatch: pytest.MonkeyPatch) -> None:
    """`.venv/bin/kbisect` works where the environment was never activated."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    found = resolve("ccore")
    assert Path(found.argv[0]).parent == Path(sys.executable).parent
    assert found.batch
