"""A whole run of kbisect, from a tree to a report, as one readable function."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kbisect import layout
from kbisect.arch import Arch
from kbisect.boot import Emulator, Limits
from kbisect.compilers import Command
from kbisect.errors import EXIT_INCONCLUSIVE, KbisectError
from kbisect.initrd import CHECKS
from kbisect.kernel import Build, LinkError, Unit, replace_file
from kbisect.mix import Mixer, blamed
from kbisect.objects import Compilation, Object, ObjectCache
from kbisect.report import Bar, Guilty, Report, Terminal
from kbisect.search import BudgetSpent, Found, Outcome, Search, Set
from kbisect.session import Session, locked
from kbisect.verdict import Kind, Verdict

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do. Times are in seconds."""

    tree: Path
    arch: Arch
    good: Command
    bad: Command
    bad_for: tuple[tuple[str, Command], ...]
    """Other bad compilers for the files that a pattern names; the first that fits counts."""
    config: str
    """The configuration's text."""
    files: tuple[str, ...]
    exclude: tuple[str, ...]
    jobs: int
    base: Path
    """Where builds, objects and sessions are kept."""
    restart: bool
    deadline: float | None
    compile_timeout: float
    repeat: int
    """Boots that a kernel has to pass to count as good."""
    every: bool
    """Go on for independent culprits after the first."""
    max_boots: int

    def build_key(self) -> str:
        return _key(str(self.tree), self.arch.name, self.config, self.good.identity)

    def session_key(self) -> str:
        others = [[pattern, command.identity] for pattern, command in self.bad_for]
        return _key(self.build_key(), self.bad.identity, others, self.files, self.exclude, self.repeat)

    def command_for(self, unit: Unit) -> Command:
        """The bad compiler for a unit."""
        for pattern, command in self.bad_for:
            if matches(unit.name, [pattern]):
                return command
        return self.bad

    def selects(self, unit: Unit) -> bool:
        chosen = not self.files or matches(unit.name, self.files)
        return chosen and not matches(unit.name, self.exclude)


def _key(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether a file's name fits a pattern; * also stands for slashes, and a folder means all that is in it."""
    return any(fnmatch.fnmatchcase(name, p) or fnmatch.fnmatchcase(name, f"{p.rstrip('/')}/*") for p in patterns)


def run(options: Options, terminal: Terminal) -> Report:
    """Build, mix, boot, and search if the mix fails. Raises KbisectError for what the user has to mend."""
    home = options.base / "kernels" / options.build_key()
    with locked(home):
        return _Run(options, home, terminal).whole()


class _Run:
    """The state of one run."""

    def __init__(self, options: Options, home: Path, terminal: Terminal) -> None:
        self.options = options
        self.terminal = terminal
        self.folder = options.base / "sessions" / options.session_key()
        self.logs = self.folder / "logs"
        self.build = Build(options.tree, options.arch, options.config, options.good, home, options.jobs)
        self.session = Session(self.folder / "session.json", restart=options.restart)
        self.emulator = Emulator(options.arch, self.logs)
        self.report = Report(
            tree=str(options.tree),
            release="",
            arch=options.arch.name,
            good=options.good.version,
            bad=options.bad.version,
            logs=str(self.logs),
        )
        self.limits = Limits.unknown(options.deadline)
        self.expected_failures: frozenset[str] = frozenset()
        self.good_warnings: tuple[str, ...] = ()
        self.mixer: Mixer

    def whole(self) -> Report:
        if self.session.resumed:
            self.terminal.line(f"going on with an interrupted search: {self.session.boots} boots are known")
        self._timed("good build", self._build)
        objects = self._timed("bad compiler", self._compile)
        self.mixer = Mixer(self.build, objects)
        candidates = [u.target for u in self.build.units if u.target in self.mixer.bad]
        self._timed("good boot", self._good_boot)
        linked, verdict = self._timed("bad boot", lambda: self._all_bad(candidates))
        self._count(linked)
        self.report.console = list(verdict.tail)
        self.report.warnings = [w for w in verdict.warnings if w not in self.good_warnings]
        if verdict.good:
            self.report.result = "boots"
            self.report.summary = "the kernel reached init"
        elif verdict.kind is Kind.SKIP:
            self.report.summary = "no verdict: the mixed kernel could not be linked or run"
        else:
            self._timed("search", lambda: self._search([t for t in linked if self.mixer.differs(t)], verdict))
        self.report.boots = self.session.boots
        self.session.save(finished=True)
        replace_file(self.folder / "report.json", json.dumps(self.report.to_json(), indent=1).encode())
        return self.report

    def _timed(self, name: str, action: Callable[[], _T]) -> _T:
        started = time.monotonic()
        try:
            return action()
        finally:
            self.report.seconds[name] = round(time.monotonic() - started, 1)

    # Building and compiling.

    def _build(self) -> None:
        known = self.build.home / "steps"
        total = int(known.read_text()) if known.exists() else None
        steps = 0

        with self.terminal.phase(f"building with {_name(self.options.good)}", total) as bar:

            def progress(step: str) -> None:
                nonlocal steps
                steps += 1
                bar.advance(step)

            self.build.prepare(progress)
        if total is None or steps > total:
            known.write_text(str(steps))
        for setting in self.build.lost_settings():
            self.terminal.line(f"the configuration has no {setting}: something that it depends on is off", "yellow")
        self.report.release = self.build.release()
        self.report.c_files = len(self.build.units)

    def _compile(self) -> dict[str, Object]:
        units = [unit for unit in self.build.units if self.options.selects(unit)]
        if not units:
            raise KbisectError(
                "no C file of vmlinux fits --files", f"patterns match names like {self.build.units[0].name}"
            )
        work = Compilation(
            self.build,
            ObjectCache(self.options.base / "objects"),
            self.options.command_for,
            jobs=self.options.jobs,
            timeout=self.options.compile_timeout,
            logs=self.logs,
        )
        rejected = cached = 0
        with self.terminal.phase(f"compiling with {_name(self.options.bad)}", len(units)) as bar:

            def progress(item: Object) -> None:
                nonlocal rejected, cached
                rejected += item.path is None
                cached += item.cached
                bar.advance(f"{rejected} rejected, {cached} from the cache: {item.unit.name}")

            objects = work.run(units, progress)
        self.report.layout, trouble = layout.check(
            self.build, self.options.bad, self.options.compile_timeout, self.logs
        )
        if trouble:
            self.terminal.line(f"struct layouts were not compared: {trouble}", "yellow")
        for unit in units:
            if objects[unit.target].path is None:
                self.report.rejected[unit.name] = objects[unit.target].reason
        return objects

    def _count(self, linked: list[str]) -> None:
        taken = set(linked)
        for unit in self.build.units:
            counts = self.report.folders.setdefault(unit.name.split("/")[0], [0, 0])
            counts[0] += unit.target in taken
            counts[1] += 1
        self.report.bad_files = len(taken)
        self.report.identical = sum(not self.mixer.differs(target) for target in taken)

    # Booting.

    def _boot(self, chosen: Iterable[str], name: str) -> Verdict:
        """Link and boot a mix, or recall its verdict. One that does not link is a SKIP, never bad."""
        picked = frozenset(chosen)
        mix = self.mixer.digest(picked)
        known = self.session.verdicts.get(mix)
        if known is not None:
            return known
        try:
            image = self.mixer.link(picked)
        except LinkError as error:
            verdict = Verdict(Kind.SKIP, tail=tuple(str(error).split("\n")[-20:]))
        else:
            for attempt in range(self.options.repeat if picked else 1):
                run = self.emulator.boot(
                    image,
                    self.limits,
                    name=f"{name}-{attempt}" if attempt else name,
                    expected_failures=self.expected_failures,
                )
                verdict = run.verdict
                self.session.boots += 1
                if not picked:
                    self.session.good_boot = {"seconds": run.seconds, "silence": run.longest_silence}
                if not verdict.good:
                    break
        self.session.record(mix, verdict)
        return verdict

    def _good_boot(self) -> None:
        """The kernel without a file of the bad compiler's must boot; it sets the limits for all others."""
        self.expected_failures = frozenset(CHECKS)
        with self.terminal.phase("booting the good kernel", 1) as bar:
            verdict = self._boot((), "good")
            bar.advance(verdict.kind.value)
        if not verdict.good:
            raise KbisectError(
                f"the good kernel does not boot: {verdict.kind.value} {verdict.signature}\n  | "
                + "\n  | ".join(verdict.tail),
                f"the whole console is in {self.logs}",
                EXIT_INCONCLUSIVE,
            )
        self.expected_failures = frozenset(verdict.failed_checks)
        self.good_warnings = verdict.warnings
        self.report.failed_checks = list(verdict.failed_checks)
        self.limits = Limits.measured(
            self.session.good_boot["seconds"], self.session.good_boot["silence"], self.options.deadline
        )

    def _all_bad(self, candidates: list[str]) -> tuple[list[str], Verdict]:
        """Boot with every file of the bad compiler's that links: (those files, the verdict)."""
        if not candidates:
            return [], Verdict(Kind.SKIP, tail=("the bad compiler compiled no file",))
        linked = list(candidates)
        with self.terminal.phase("booting with all files", None) as bar:
            while True:
                verdict = self._boot(linked, "all-bad")
                bar.advance(verdict.kind.value)
                if verdict.kind is not Kind.SKIP or not linked:
                    return linked, verdict
                dropped = self._misfits(linked)
                if not dropped:
                    return linked, verdict
                for target, why in dropped.items():
                    self.report.rejected[self._name_of(target)] = f"link: {why}"
                linked = [target for target in linked if target not in dropped]

    def _misfits(self, linked: list[str]) -> dict[str, str]:
        """The files that keep a mix from linking: those that the linker names, else those that a search finds."""
        try:
            self.mixer.link(linked)
            return {}  # it links, so it is QEMU that fails
        except LinkError as error:
            named = blamed(error, linked)
            message = str(error).strip().split("\n")[0]
        if named:
            return named

        def links(files: Set) -> Outcome:
            try:
                self.mixer.link(files)
                return Outcome.PASS
            except LinkError:
                return Outcome.FAIL

        return dict.fromkeys(Search(linked, links).find().files, message)

    def _name_of(self, target: str) -> str:
        return self._names().get(target, target)

    def _names(self) -> dict[str, str]:
        return {unit.target: unit.name for unit in self.build.units}

    # Searching.

    def _search(self, order: list[str], failure: Verdict) -> None:
        """Name the guilty files, and with `every` those that fail independently of them."""
        self.report.result = "inconclusive"
        self.report.others_sought = self.options.every
        self.terminal.line(f"the kernel with all files fails: {failure.signature}")
        if not order:
            self.report.summary = "a kernel of the same objects passes and fails: its boot is a matter of chance"
            return
        while True:
            try:
                found = self._find(order, failure)
            except BudgetSpent as spent:
                self.report.summary = (
                    f"{self.session.boots} boots did not settle it; the smallest set that is known to fail has "
                    f"{len(spent.smallest)} files"
                )
                return
            guilty = self._boot(found.files, "guilty")
            names = self._names()
            self.report.guilty.append(
                Guilty(
                    [names[target] for target in found.files],
                    found.minimal,
                    found.method,
                    guilty.kind.value,
                    guilty.signature,
                    self.session.boots,
                    list(guilty.tail),
                    [_with_names(note, names) for note in found.notes],
                )
            )
            self.report.result = "guilty"
            order = [target for target in order if target not in found.files]
            if not self.options.every or not order:
                break
            failure = self._boot(order, "rest")
            if not failure.bad:
                break
            self.terminal.line(f"found {', '.join(self.report.guilty[-1].files)}; the rest fails too: going on")
        files = sum(len(g.files) for g in self.report.guilty)
        self.report.summary = f"{files} guilty {'file' if files == 1 else 'files'}"
        if self.options.every and order:
            self.report.summary += (
                "; without them the kernel reached init" if failure.good else "; whether the rest is good is not known"
            )

    def _find(self, order: list[str], failure: Verdict) -> Found:
        """One search, with a bar."""
        expected = math.ceil(math.log2(max(2, len(order)))) + 1
        with self.terminal.phase("searching", expected) as bar:
            search = Search(order, self._test(failure, bar), self.options.max_boots)
            return search.find()

    def _test(self, failure: Verdict, bar: Bar) -> Callable[[Set], Outcome]:
        def test(files: Set) -> Outcome:
            verdict = self._boot(files, f"test-{self.mixer.digest(files)[:12]}")
            bar.advance(f"{len(files)} files: {verdict.kind.value}")
            if verdict.good:
                return Outcome.PASS
            if verdict.kind is Kind.SKIP:
                return Outcome.UNRESOLVED
            return Outcome.FAIL if verdict.signature == failure.signature else Outcome.OTHER

        return test


def _with_names(note: str, names: dict[str, str]) -> str:
    return " ".join(names.get(word, word) for word in note.split(" "))


def _name(command: Command) -> str:
    return Path(command.argv[0]).name
