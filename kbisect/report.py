"""What kbisect says: progress while it works, a report at its end, and the same report as JSON."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text


@dataclass(slots=True)
class Guilty:
    """Files that fail together, and of which none can be left out."""

    files: list[str]
    minimal: bool
    method: str
    kind: str
    """How the kernel fails with just these files from the bad compiler."""
    signature: str
    boots: int
    """Boots made until these files were named, the good and the all-bad kernel's among them."""
    console: list[str]
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """The whole of a run. `result` is "boots", "guilty" or "inconclusive"."""

    tree: str
    release: str
    arch: str
    good: str
    bad: str
    result: str = "inconclusive"
    summary: str = ""
    c_files: int = 0
    """C files that vmlinux is linked from."""
    bad_files: int = 0
    """How many of them were the bad compiler's in the kernel with the most of them."""
    identical: int = 0
    """How many of those have the very object that the good compiler makes."""
    folders: dict[str, list[int]] = field(default_factory=dict)
    """By top folder: [the bad compiler's, all]."""
    rejected: dict[str, str] = field(default_factory=dict)
    """Files that stayed with the good compiler, with the reason."""
    layout: list[str] = field(default_factory=list)
    """Offsets and sizes in structs that the compilers do not agree on."""
    guilty: list[Guilty] = field(default_factory=list)
    others_sought: bool = False
    boots: int = 0
    failed_checks: list[str] = field(default_factory=list)
    """Checks of init that fail with the good kernel too, so say nothing."""
    warnings: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    """The last lines of the kernel with all of the bad compiler's files."""
    seconds: dict[str, float] = field(default_factory=dict)
    logs: str = ""

    def to_json(self) -> dict[str, Any]:
        """The report for a program; `version` changes when a field changes its meaning."""
        return {"version": 1, **asdict(self)}


def plain(text: str) -> str:
    """Text from a tree or a console without what a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)


class Terminal:
    """Speaks to the user: bars with counts and an estimate on a terminal, a line now and then elsewhere."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.console = Console(highlight=False, soft_wrap=True)
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)
        self.quiet = quiet

    def line(self, text: str, style: str = "") -> None:
        """One line, whatever characters it has."""
        if not self.quiet:
            self.console.print(Text(plain(text), style=style))

    def error(self, message: str, hint: str = "") -> None:
        """The one message of a failed run, to standard error."""
        self.errors.print(Text(plain(f"kbisect: error: {message}"), style="bold red"))
        if hint:
            self.errors.print(Text(plain(f"kbisect: {hint}")))

    @contextmanager
    def phase(self, title: str, total: int | None) -> Iterator[Bar]:
        """A bar for one phase of the work; `total` is None where it is not known."""
        started = time.monotonic()
        if self.quiet or not self.console.is_terminal:
            yield Bar(self, None, title, total)
        else:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[detail]}", markup=False),
            )
            with Progress(*columns, console=self.console, transient=True) as progress:
                yield Bar(self, progress, title, total)
        self.line(f"{title}: done in {time.monotonic() - started:.1f} s", "dim")


class Bar:
    """The progress of one phase."""

    def __init__(self, terminal: Terminal, progress: Progress | None, title: str, total: int | None) -> None:
        self._terminal = terminal
        self._progress = progress
        self._title = title
        self._total = total
        self._count = 0
        self._said = self._started = time.monotonic()
        self._task = progress.add_task(title, total=total, detail="") if progress is not None else None

    def advance(self, detail: str, step: int = 1) -> None:
        """`step` more is done; `detail` is what it was."""
        self._count += step
        if self._progress is not None and self._task is not None:
            if self._total is not None and self._count > self._total:
                self._progress.update(self._task, total=self._count)
            self._progress.update(self._task, advance=step, detail=plain(detail)[:60])
            return
        now = time.monotonic()
        if now - self._said >= 15:
            self._said = now
            left = ""
            if self._total and 0 < self._count <= self._total:
                left = f", about {(now - self._started) / self._count * (self._total - self._count):.0f} s left"
            of = f" of {self._total}" if self._total else ""
            self._terminal.line(f"{self._title}: {self._count}{of}{left} ({detail})")

    def total(self, total: int) -> None:
        """The total became known, or changed."""
        self._total = total
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, total=total)


_SHOWN_REASONS = 12


def show(report: Report, terminal: Terminal, bad_name: str) -> None:
    """The report for people."""
    line = terminal.line
    line("")
    line(f"Linux {report.release} ({report.arch}), good: {report.good}, bad: {report.bad}")
    line(f"{report.bad_files} of {report.c_files} C files were {bad_name}'s; {folder_counts(report)}")
    if report.identical:
        line(f"  of these {report.identical} have the same object from both compilers")
    if report.rejected:
        _show_rejected(report, line, bad_name)
    for difference in report.layout:
        line(f"struct layout: {difference}", "bold red")
    if report.failed_checks:
        line(f"init's checks that the good kernel fails too: {', '.join(report.failed_checks)}")
    for warning in report.warnings:
        line(f"the kernel warned at {warning}, which the good one does not", "yellow")
    line("")
    if report.result == "boots":
        line(f"{report.summary} ({report.boots} boots)", "bold green")
    elif report.result == "guilty":
        for number, guilty in enumerate(report.guilty, 1):
            _show_guilty(guilty, number, len(report.guilty), line)
        if not report.others_sought:
            line("Other files may fail independently of these: --all looks for them.")
        line(report.summary, "bold red")
    else:
        for text in report.console:
            line(f"  | {text}", "dim")
        line(report.summary, "bold yellow")
    line(f"logs: {report.logs}", "dim")


def folder_counts(report: Report) -> str:
    """ "lib/ 118/119, kernel/ 107/107, ..." """
    ordered = sorted(report.folders.items(), key=lambda item: (item[0] not in ("lib", "kernel"), -item[1][1]))
    return ", ".join(f"{folder}/ {have}/{whole}" for folder, (have, whole) in ordered)


def _show_rejected(report: Report, line: Any, bad_name: str) -> None:
    groups = Counter(_general(reason) for reason in report.rejected.values())
    line(f"{len(report.rejected)} files that {bad_name} rejects stayed with the good compiler:")
    if len(report.rejected) <= _SHOWN_REASONS:
        for name, reason in report.rejected.items():
            line(f"  {name}: {reason}")
        return
    example = {_general(reason): name for name, reason in reversed(report.rejected.items())}
    for reason, count in groups.most_common(_SHOWN_REASONS):
        line(f"  {count:4} {reason} ({example[reason]})")
    if len(groups) > _SHOWN_REASONS:
        line(f"  and {len(groups) - _SHOWN_REASONS} more reasons; all are in the JSON report")


def _general(reason: str) -> str:
    """A reason without the place where it arose."""
    return reason.split("error: ", 1)[1] if "error: " in reason else reason


def _show_guilty(guilty: Guilty, number: int, count: int, line: Any) -> None:
    what = "guilty file" if len(guilty.files) == 1 else "guilty files, which fail only together"
    line(f"{what}{f' ({number} of {count})' if count > 1 else ''}:", "bold red")
    for name in guilty.files:
        line(f"  {name}", "bold red")
    line(f"with {'it' if len(guilty.files) == 1 else 'them'} alone: {guilty.signature}")
    line(f"named after {guilty.boots} boots, by {guilty.method}{'' if guilty.minimal else '; not proven minimal'}")
    for note in guilty.notes:
        line(f"note: {note}")
    line("the console's last lines:")
    for text in guilty.console:
        line(f"  | {text}", "dim")
