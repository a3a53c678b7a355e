"""How the tests speak, and which of them run.

``--brief``: a few lines on the terminal, one per failure with ERROR and the reason, then the totals; tracebacks
and captured output go to ``build/test.log``.  ``--fast`` runs a fixed sample; ``--all`` adds the long runs.
"""

from __future__ import annotations

import compileall
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compilers import Batch, ccore_words

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "build" / "test.log"

# --fast keeps every fifth instance of a parametrised test, the first always.
STRIDE = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ccore")
    group.addoption("--brief", action="store_true", help="one line per failure; the rest goes to build/test.log")
    group.addoption("--fast", action="store_true", help="a fixed sample: every fifth instance, no test marked slow")
    group.addoption("--all", action="store_true", help="also the tests marked full, which take many minutes")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: left out by --fast")
    config.addinivalue_line("markers", "full: runs only with --all")
    if not hasattr(config, "workerinput"):
        # Many tests start the compiler; where PYTHONDONTWRITEBYTECODE is set each would compile its modules anew.
        compileall.compile_dir(ROOT / "ccore", quiet=2)
    if config.getoption("--brief"):
        config.option.tbstyle = "long" if hasattr(config, "workerinput") else "no"
        config.option.reportchars = ""
        if not hasattr(config, "workerinput"):
            config.pluginmanager.register(Brief(), "ccore-brief")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    fast, everything = config.getoption("--fast"), config.getoption("--all")
    seen: defaultdict[str, int] = defaultdict(int)
    kept: list[pytest.Item] = []
    dropped: list[pytest.Item] = []
    for item in items:
        function = item.nodeid.split("[")[0]
        seen[function] += 1
        sampled = "slow" not in item.keywords and (seen[function] - 1) % STRIDE == 0
        wanted = (everything or "full" not in item.keywords) and (sampled or not fast)
        (kept if wanted else dropped).append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


@pytest.fixture(scope="session")
def ccore() -> Iterator[Batch]:
    """The compiler under test: one ``ccore --batch`` for each test worker."""
    with Batch(ccore_words()) as batch:
        yield batch


class Brief:
    """Collects failures for the terminal, and everything about them for the log."""

    def __init__(self) -> None:
        self.failures: list[tuple[str, str]] = []
        LOG.parent.mkdir(exist_ok=True)
        self.log = LOG.open("w", encoding="utf-8")

    def note(self, report: Any) -> None:
        crash = getattr(report.longrepr, "reprcrash", None)
        text = str(crash.message if crash else report.longrepr).strip()
        if crash is None:  # a collection error is text alone: its last "E" line says what happened
            text = next((x[1:].strip() for x in reversed(text.splitlines()) if x.startswith("E ")), text)
        stage = "" if report.when == "call" else f" ({report.when})"
        reason = text.splitlines()[0].removeprefix("AssertionError: ") if text else "no reason given"
        self.failures.append((f"{report.nodeid}{stage}", reason[:400]))
        self.log.write(f"ERROR {report.nodeid}{stage}\n{report.longreprtext}\n")
        for title, content in report.sections:
            self.log.write(f"--- {title}\n{content}\n")
        self.log.write("\n")
        self.log.flush()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.note(report)
        elif report.when == "call" or report.skipped:
            self.log.write(f"{report.outcome} {report.nodeid} {report.duration:.2f} s\n")
            if report.skipped and isinstance(report.longrepr, tuple):
                self.log.write(f"    {report.longrepr[2]}\n")
            for title, content in report.sections:
                self.log.write(f"--- {title}\n{content}\n")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            setattr(report, "when", "collect")  # noqa: B010 - reports of collection have no stage of their own
            self.note(report)

    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, str] | None:
        """No dots: the totals say how many."""
        if report.when == "call" or not report.passed:
            return report.outcome, "", ""
        return None

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        terminalreporter.ensure_newline()
        for name, reason in sorted(set(self.failures)):
            terminalreporter.write_line(f"ERROR {name}: {reason}")
        terminalreporter.write_line(f"details: {LOG.relative_to(ROOT)}")

    def pytest_unconfigure(self) -> None:
        self.log.close()
