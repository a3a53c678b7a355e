"""A kernel tree and its build directory: configure, build with the good compiler, list the C files of vmlinux, relink.

Nothing is ever written into the tree: everything happens in a build directory of our own (`make O=`). The C files are
taken from the `.cmd` files that Kbuild leaves beside each object, and are those whose objects vmlinux is linked from;
the decompressor, the real-mode code, the vDSO's own objects and host tools are other programs and stay out.

Relinking does not go through Kbuild's walk over all folders (3 s): the variables that the top Makefile exports are
recorded when the good kernel is linked, so the archives, `link-vmlinux.sh` and the boot image can be made directly.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from kbisect.arch import Arch
from kbisect.compilers import Command, run_limited
from kbisect.errors import EXIT_INCONCLUSIVE, KbisectError


@dataclass(frozen=True, slots=True)
class Unit:
    """A C file of vmlinux. Paths are relative to the build directory unless they say otherwise."""

    target: str
    """The object, "kernel/fork.o"."""
    name: str
    """The source as it is called in reports, relative to the tree or the build directory: "kernel/fork.c"."""
    argv: tuple[str, ...]
    """The compiler's arguments, from Kbuild's command."""
    objtool: tuple[str, ...]
    """The command that Kbuild runs on the object afterwards, without the object; empty if none."""
    inputs: tuple[str, ...]
    """Each file that the compiler read, the source first."""


class LinkError(Exception):
    """Objects that do not link; the text is the tool's."""


# Configurations in which one object is not one file's, or is no function of its source.
_REFUSED = {
    "CONFIG_MODVERSIONS": "symbol versions are computed from the compiler's own commands",
    "CONFIG_LTO_CLANG": "link-time optimisation leaves no object per file",
    "CONFIG_X86_KERNEL_IBT": "with it objtool runs on vmlinux as a whole, after mixing",
    "CONFIG_GCC_PLUGINS": "plug-ins work with one compiler only",
    "CONFIG_RANDSTRUCT_FULL": "struct layouts would depend on a plug-in of one compiler",
    "CONFIG_RANDSTRUCT_PERFORMANCE": "struct layouts would depend on a plug-in of one compiler",
}

# Command and Debian package of each tool that building and booting needs.
_TOOLS = (
    ("make", "make"),
    ("ld", "binutils"),
    ("as", "binutils"),
    ("ar", "binutils"),
    ("gcc", "gcc"),
    ("flex", "flex"),
    ("bison", "bison"),
    ("bc", "bc"),
    ("gzip", "gzip"),
    ("perl", "perl"),
    ("awk", "mawk"),
)


def check_tree(tree: Path) -> Path:
    """The tree's absolute path. Raises KbisectError if it is no kernel tree, or one that was built in place."""
    root = Path(os.path.abspath(tree))
    if not root.is_dir():
        raise KbisectError(f"not a directory: {tree}")
    for part in ("Makefile", "Kbuild", "scripts/Makefile.build", "scripts/link-vmlinux.sh", "init/main.c"):
        if not (root / part).is_file():
            raise KbisectError(f"not a Linux source tree: {tree} (it has no {part})")
    if (root / ".config").exists() or (root / "include/config").is_dir() or (root / "include/generated").is_dir():
        raise KbisectError(
            f"{tree} was configured or built in place, so Kbuild refuses to build it anywhere else",
            "clean a copy of it with `make mrproper`, or name an unpacked tarball",
        )
    if re.search(r"[\s:#$%]", str(root)):
        raise KbisectError(f"Kbuild cannot work with a space or one of : # $ % in a path: {root}")
    return root


def check_tools(arch: Arch) -> None:
    """Raises KbisectError that names each missing tool's Debian package."""
    missing = [(tool, package) for tool, package in (*_TOOLS, (arch.qemu, arch.qemu_package)) if not shutil.which(tool)]
    if not any(Path(folder, "libelf.h").exists() for folder in ("/usr/include", "/usr/local/include")):
        missing.append(("libelf.h", "libelf-dev"))
    if missing:
        packages = " ".join(dict.fromkeys(package for _, package in missing))
        raise KbisectError(
            f"missing: {', '.join(tool for tool, _ in missing)}", f"on Debian: apt-get install {packages}"
        )


def read_config(name: str) -> str:
    """The text of a shipped configuration, or of a file. Raises KbisectError."""
    if re.fullmatch(r"[\w-]+", name):
        shipped = resources.files("kbisect") / "data" / f"{name}.config"
        if shipped.is_file():
            return shipped.read_text()
    try:
        return Path(name).read_text(errors="replace")
    except OSError as error:
        folder = resources.files("kbisect") / "data"
        names = sorted(f.name.removesuffix(".config") for f in folder.iterdir() if f.name.endswith(".config"))
        raise KbisectError(
            f"no configuration {name!r}: {error.strerror}", f"shipped: {', '.join(names)}; or give a file's path"
        ) from None


_SETTING = re.compile(r"^(?:(CONFIG_\w+)=(.*)|# (CONFIG_\w+) is not set)$")


def settings(config: str) -> dict[str, str]:
    """The symbols of a configuration with their values; "n" for one that is not set."""
    found = {}
    for line in config.split("\n"):
        match = _SETTING.match(line.rstrip())
        if match:
            found[match.group(1) or match.group(3)] = match.group(2) if match.group(1) else "n"
    return found


def overlay(base: str, fragment: str) -> str:
    """`base` with the settings of `fragment` in place of its own."""
    wanted = settings(fragment)
    kept = [
        line
        for line in base.split("\n")
        if not ((m := _SETTING.match(line.rstrip())) and (m.group(1) or m.group(3)) in wanted)
    ]
    return "\n".join(kept) + "\n" + fragment


def parse_cmd(text: str) -> tuple[list[list[str]], list[str]]:
    """A `.cmd` file: its commands as argument lists, in order, and the files that were read, the source first.

    A command that is more than plain words between semicolons (a pipe, a redirection) gives the list ["?"].
    """
    commands: list[list[str]] = []
    inputs: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("savedcmd_") and " := " in line:
            raw = line.split(" := ", 1)[1].replace("$(pound)", "#").replace("$$", "$")
            lexer = shlex.shlex(raw, posix=True, punctuation_chars=";|&<>")
            lexer.whitespace_split = True
            lexer.commenters = ""
            try:
                words = list(lexer)
            except ValueError:
                return [["?"]], []
            commands = [[]]
            for word in words:
                if word == ";":
                    commands.append([])
                elif word and all(c in "|&<>" for c in word):
                    return [["?"]], []
                else:
                    commands[-1].append(word)
            commands = [c for c in commands if c]
        elif line.startswith("source_") and " := " in line:
            inputs.append(line.split(" := ", 1)[1].strip())
        elif line.startswith("deps_") and line.endswith(":= \\"):
            for dependency in lines[number + 1 :]:
                item = dependency.removesuffix("\\").strip()
                if not item:
                    break
                if not item.startswith("$(wildcard"):
                    inputs.append(item)
                if not dependency.endswith("\\"):
                    break
    return commands, inputs


def cmd_file(target: str) -> str:
    """Where Kbuild keeps a target's command: "kernel/fork.o" -> "kernel/.fork.o.cmd"."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.cmd")


def thin_members(archive: bytes) -> list[str]:
    """The paths in a thin archive, in order (GNU ar's format); ValueError if it is not one."""
    if not archive.startswith(b"!<thin>\n"):
        raise ValueError("not a thin archive")
    names = b""
    members = []
    at = 8
    while at + 60 <= len(archive):
        field = archive[at : at + 16].rstrip()
        size = int(archive[at + 48 : at + 58])
        at += 60
        if field == b"//":
            names = archive[at : at + size]
            at += size + size % 2
        elif field in (b"/", b"/SYM64/"):
            at += size + size % 2
        elif field.startswith(b"/"):
            # "/123" is a place in the table of names; "/123:456" adds a place in a nested archive, and
            # ar's own moving of members leaves "/123          /".
            start = int(re.split(rb"[:\s/]", field[1:])[0])
            members.append(names[start : names.index(b"/\n", start)].decode())
        else:
            members.append(field.removesuffix(b"/").decode())
    return members


_LINK_TIMEOUT = 900.0
Progress = Callable[[str], None]
_STEP = re.compile(r"^  ([A-Z]+)(?: \[M\])?\s+(\S+)$")


class Build:
    """A build directory for one tree, configuration and good compiler. `home` holds all of it."""

    def __init__(self, tree: Path, arch: Arch, config: str, good: Command, home: Path, jobs: int) -> None:
        self.tree = tree
        self.arch = arch
        self.config = config
        self.good = good
        self.home = home
        self.jobs = jobs
        self.folder = home / "build"
        self.stash = home / "good"
        """A copy of each good object, by target."""
        self.image = self.folder / arch.image
        self._state_file = home / "build.json"
        self._environment: dict[str, str] = {}
        self._final_link: list[list[str]] = []
        self._archives: dict[str, list[str]] = {}
        self.units: list[Unit] = []

    # Configuring and building.

    def prepare(self, progress: Progress) -> None:
        """Configure and build with the good compiler what is not yet built, and list the units.

        Raises KbisectError if the tree cannot be configured or built.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        wrapper = self._write_wrapper()
        self._restore_stash()
        if not (self.folder / ".config").exists():
            self._configure(wrapper, progress)
        self._refuse_configs()
        # The last file to be compiled, in the middle of the link: it is there that the variables are recorded.
        (self.folder / "init/version-timestamp.o").unlink(missing_ok=True)
        self._make([self.arch.image.rsplit("/", 1)[1]], wrapper, progress)
        self._read_environment()
        self._enumerate()
        self._fill_stash()

    def _write_wrapper(self) -> Path:
        """The one constant path that Kbuild knows as CC. It also records the variables that the link sees."""
        wrapper = self.home / "cc"
        record = shlex.quote(str(self.home / "environment"))
        text = (
            "#!/bin/sh\n"
            '[ -n "$KBISECT_RECORD" ] && case " $* " in *" init/version-timestamp.o "*)\n'
            f"    (umask 077; env -0 > {record}) ;;\n"
            "esac\n"
            f'exec {self.good.text} "$@"\n'
        )
        if not wrapper.exists() or wrapper.read_text() != text:
            wrapper.write_text(text)
            wrapper.chmod(0o755)
        return wrapper

    def _configure(self, wrapper: Path, progress: Progress) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / ".config"
        try:
            if "Automatically generated file; DO NOT EDIT" in self.config:
                target.write_text(self.config)
            else:
                self._make(["tinyconfig"], wrapper, progress)
                target.write_text(overlay(target.read_text(), self.config))
            self._make(["olddefconfig"], wrapper, progress)
        except BaseException:
            target.unlink(missing_ok=True)  # half a configuration would be taken for a whole one
            raise
        got = settings(target.read_text())
        lost = [f"{symbol}={value}" for symbol, value in settings(self.config).items() if got.get(symbol, "n") != value]
        if lost:
            (self.home / "config-lost").write_text("\n".join(lost) + "\n")

    def release(self) -> str:
        """The kernel's release, "6.12.1"."""
        try:
            return (self.folder / "include/config/kernel.release").read_text().strip()
        except OSError:
            return "of unknown release"

    def lost_settings(self) -> list[str]:
        """Settings that were asked for and that Kconfig did not take."""
        file = self.home / "config-lost"
        return file.read_text().split() if file.exists() else []

    def _refuse_configs(self) -> None:
        got = settings((self.folder / ".config").read_text())
        for symbol, why in _REFUSED.items():
            if got.get(symbol) == "y":
                raise KbisectError(f"{symbol}=y cannot be searched: {why}", f"set {symbol}=n in the configuration")
        if got.get("CONFIG_MODULES") == "y":
            raise KbisectError("CONFIG_MODULES=y cannot be searched: only what is built in is mixed")

    def _make(self, targets: Sequence[str], wrapper: Path, progress: Progress) -> None:
        command = ["make", "-C", str(self.tree), f"O={self.folder}", f"ARCH={self.arch.kbuild}", f"CC={wrapper}"]
        command += [f"-j{self.jobs}", *targets]
        log = self.home / "make.log"
        with open(log, "ab") as file:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**_make_environment(), "KBISECT_RECORD": "1"},
                start_new_session=True,
            )
            assert process.stdout is not None
            try:
                for line in process.stdout:
                    file.write(line)
                    step = _STEP.match(line.decode(errors="replace").rstrip("\n"))
                    if step is not None:
                        progress(f"{step.group(1)} {step.group(2)}")
                status = process.wait()
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, 15)
                    process.wait()
                process.stdout.close()
        if status != 0:
            lines = log.read_text(errors="replace").strip().split("\n")
            errors = [line for line in lines[-200:] if "rror" in line] or lines[-3:]
            raise KbisectError(
                f"the good compiler's build failed: {errors[0].strip()}", f"the whole log is {log}", EXIT_INCONCLUSIVE
            )

    # What the build left.

    def _read_environment(self) -> None:
        """The variables that Kbuild exports, without those that were ours before."""
        record = self.home / "environment"
        try:
            raw = record.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            raise KbisectError(
                f"the build in {self.folder} is not one of ours", "remove the folder, or use another --output"
            ) from None
        ours = _make_environment()
        dropped = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MAKE_TERMOUT", "MAKE_TERMERR"}
        dropped |= {"obj", "_", "PWD", "KBISECT_RECORD"}
        found = dict(item.split("=", 1) for item in raw if "=" in item)
        self._environment = {
            name: value
            for name, value in found.items()
            if name not in dropped and re.fullmatch(r"\w+", name) and ours.get(name) != value
        }
        record.write_bytes(b"\0".join(f"{k}={v}".encode() for k, v in self._environment.items()))

    def _enumerate(self) -> None:
        final, _ = parse_cmd(self._read_cmd("vmlinux"))
        if not final or len(final[0]) < 4 or not final[0][0].endswith("link-vmlinux.sh"):
            raise KbisectError("this kernel's way of linking vmlinux is not known", "kbisect knows Linux 6.1 and later")
        self._final_link = [command for command in final if command != ["true"]]
        libraries = [os.path.normpath(p) for p in self._environment.get("KBUILD_VMLINUX_LIBS", "").split()]
        self._archives = {}
        self.units = []
        for archive in ["vmlinux.a", *libraries]:
            path = self.folder / archive
            try:
                members = thin_members(path.read_bytes())
            except (OSError, ValueError) as error:
                raise KbisectError(f"cannot read {path}: {error}") from None
            # Paths in a thin archive are relative to the archive's own folder.
            targets = [os.path.normpath(os.path.join(os.path.dirname(archive), member)) for member in members]
            self._archives[archive] = targets
            self.units += [unit for target in targets if (unit := self._unit(target)) is not None]
        if not self.units:
            raise KbisectError("vmlinux has no C files: is this a kernel's build?")

    def _read_cmd(self, target: str) -> str:
        try:
            return (self.folder / cmd_file(target)).read_text(errors="surrogateescape")
        except OSError:
            return ""

    def _unit(self, target: str) -> Unit | None:
        commands, inputs = parse_cmd(self._read_cmd(target))
        if not commands or not inputs or not inputs[0].endswith(".c"):
            return None
        compile_argv = commands[0]
        if compile_argv[0] != str(self.home / "cc") or "-c" not in compile_argv or len(commands) > 2:
            return None
        objtool: list[str] = []
        if len(commands) == 2:
            if "objtool" not in commands[1][0] or commands[1][-1] != target:
                return None
            objtool = commands[1][:-1]
        name = os.path.relpath(self.folder / inputs[0], self.tree)
        if name.startswith(".."):
            name = os.path.relpath(self.folder / inputs[0], self.folder)
        return Unit(target, name, tuple(compile_argv[1:]), tuple(objtool), tuple(inputs))

    # The good objects.

    def _fill_stash(self) -> None:
        """Copy each good object that changed since the last time."""
        for unit in self.units:
            source, copy = self.folder / unit.target, self.stash / unit.target
            changed = source.stat().st_mtime_ns
            if not copy.exists() or copy.stat().st_mtime_ns != changed:
                replace_file(copy, source.read_bytes(), changed)

    def _restore_stash(self) -> None:
        """Put back each good object where a mix left another: make takes any newer object for its own."""
        if not self.stash.is_dir() or not self._state_file.exists():
            return
        for target in self.mixed_targets():
            copy = self.stash / target
            if copy.exists():
                # With its own time, so that make sees whether the source changed meanwhile.
                replace_file(self.folder / target, copy.read_bytes(), copy.stat().st_mtime_ns)
        self.note_mixed([])

    def note_mixed(self, targets: Sequence[str]) -> None:
        """Record, before it happens, which objects in the build directory are not the good compiler's."""
        replace_file(self._state_file, json.dumps({"mixed": sorted(targets)}).encode())

    def mixed_targets(self) -> list[str]:
        """What `note_mixed` recorded last."""
        try:
            state: dict[str, Any] = json.loads(self._state_file.read_bytes())
            return [str(target) for target in state["mixed"]]
        except (OSError, ValueError, KeyError):
            return []

    # Relinking.

    def link(self) -> Path:
        """Link the objects that now lie in the build directory into a boot image. Raises LinkError."""
        for archive, targets in self._archives.items():
            folder = self.folder / os.path.dirname(archive)
            members = [os.path.relpath(self.folder / target, folder) for target in targets]
            (self.folder / archive).unlink(missing_ok=True)
            # vmlinux.a is linked whole, so it needs no index; the libraries do.
            mode = "cDPrST" if archive == "vmlinux.a" else "cDPrsT"
            self._tool([self._environment.get("AR", "ar"), mode, os.path.basename(archive), *members], folder)
        self._tool(["sh", *self._final_link[0]], self.folder)
        for command in self._final_link[1:]:
            self._tool(command, self.folder)
        folder_make = [
            "make",
            "-s",
            "-f",
            str(self.tree / "scripts/Makefile.build"),
            f"obj={self.arch.image_folder}",
            self.arch.image,
        ]
        self._tool(folder_make, self.folder)
        return self.image

    def _tool(self, command: Sequence[str], cwd: Path) -> None:
        environment = {**_make_environment(), **self._environment, "MAKE": "make", "MAKEFLAGS": "rRs"}
        done = run_limited(command, cwd, _LINK_TIMEOUT, environment=environment, both=True)
        if done.status != 0:
            raise LinkError(done.stderr.strip() or f"{command[0]} ended with status {done.status}")

    def run_objtool(self, unit: Unit, target: Path, timeout: float) -> str:
        """Run Kbuild's objtool step for `unit` on the object `target`: "" or what went wrong."""
        if not unit.objtool:
            return ""
        done = run_limited([*unit.objtool, str(target)], self.folder, timeout)
        if done.status == 0:
            return ""
        lines = done.stderr.strip().split("\n")
        return f"objtool: {lines[0]}"[:300]

    def input_hashes(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, str]]:
        """For each unit a hash over the content of every file that its compilation read."""
        known: dict[str, bytes] = {}

        def digest(path: str) -> bytes:
            found = known.get(path)
            if found is None:
                try:
                    found = hashlib.sha256((self.folder / path).read_bytes()).digest()
                except OSError:
                    found = b"absent"
                known[path] = found
            return found

        # Kbuild leaves this one out of its lists, and lists single symbols instead.
        configuration = digest("include/generated/autoconf.h")
        for unit in units:
            total = hashlib.sha256(configuration)
            for path in unit.inputs:
                total.update(path.encode(errors="surrogateescape") + b"\0" + digest(path))
            yield unit, total.hexdigest()


def _make_environment() -> dict[str, str]:
    """Our environment without what would steer make, and with what makes a build the same each time."""
    steering = ("MAKE", "KBUILD_", "KCFLAGS", "KAFLAGS", "KCPPFLAGS", "CROSS_COMPILE", "KCONFIG_", "GNUMAKE", "MFLAGS")
    names = ("ARCH", "O", "V", "C", "M", "W", "CC", "LD", "AR", "NM", "LLVM", "HOSTCC", "CFLAGS", "LDFLAGS", "CPPFLAGS")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(steering) and k not in names}
    kept.update(
        LC_ALL="C",
        PYTHONDONTWRITEBYTECODE="1",
        KBUILD_BUILD_TIMESTAMP="Thu Jan  1 00:00:00 UTC 1970",
        KBUILD_BUILD_USER="kbisect",
        KBUILD_BUILD_HOST="kbisect",
        KBUILD_BUILD_VERSION="1",
    )
    return kept


def replace_file(path: Path, content: bytes, changed: int | None = None) -> None:
    """Write a file under a temporary name, then rename it, so that nobody sees half of it.

    `changed` is the time of change that it gets, in nanoseconds; none for now.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    if changed is not None:
        os.utime(temporary, ns=(changed, changed))
    os.replace(temporary, path)
