"""The command `kbisect`."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import click
import platformdirs

from ccore.version import VERSION
from kbisect.arch import ARCHES
from kbisect.compilers import Command, resolve
from kbisect.errors import EXIT_BOOTS, EXIT_GUILTY, EXIT_INCONCLUSIVE, EXIT_INTERRUPTED, EXIT_USAGE, KbisectError
from kbisect.kernel import check_tools, check_tree, read_config, replace_file
from kbisect.report import Terminal, show
from kbisect.run import Options, run

_EPILOG = """
Exit status: 0 the mixed kernel reached init; 1 guilty files were named; 2 bad usage, tree or tools;
3 no answer; 130 interrupted, and the same command goes on from there.
"""


@click.command(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EPILOG)
@click.argument("tree", type=click.Path(path_type=Path))
@click.option("--arch", type=click.Choice(sorted(ARCHES)), default="x86_64", show_default=True)
@click.option("--good", default="gcc", show_default=True, metavar="COMMAND", help="The compiler that is trusted.")
@click.option("--bad", default="ccore", show_default=True, metavar="COMMAND", help="The compiler that is suspected.")
@click.option(
    "--bad-for",
    multiple=True,
    metavar="GLOB=COMMAND",
    help="Another bad compiler for the files that GLOB names. Repeatable.",
)
@click.option("--bad-batch/--no-bad-batch", default=None, help="Keep --bad running as workers (its --batch).")
@click.option(
    "--bad-depends",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder that --bad is made of: objects are compiled anew when it changes. Repeatable.",
)
@click.option("--config", metavar="NAME|FILE", help="A shipped one, a fragment over tinyconfig, or a .config.")
@click.option("--files", multiple=True, metavar="GLOB", help="Only these C files are --bad's (kernel, 'fs/*').")
@click.option("--exclude", multiple=True, metavar="GLOB", help="These C files stay --good's. Repeatable.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=None, help="Parallel jobs.  [default: processors]")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where builds, objects and sessions are kept.  [default: the user's cache folder]",
)
@click.option("--restart", is_flag=True, help="Forget an interrupted search. Objects stay cached.")
@click.option("--all", "every", is_flag=True, help="After guilty files, go on for others that fail independently.")
@click.option("--repeat", type=click.IntRange(1), default=1, show_default=True, help="Boots that a kernel has to pass.")
@click.option("--max-boots", type=click.IntRange(1), default=300, show_default=True, help="The most for a search.")
@click.option("--deadline", type=click.FloatRange(1), help="Seconds for a boot.  [default: 10 times the good one's]")
@click.option("--compile-timeout", type=click.FloatRange(1), default=300, show_default=True, help="Seconds a file.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report here too.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.version_option(VERSION, prog_name="kbisect")
def command(
    tree: Path,
    arch: str,
    good: str,
    bad: str,
    bad_for: tuple[str, ...],
    bad_batch: bool | None,
    bad_depends: tuple[Path, ...],
    config: str | None,
    files: tuple[str, ...],
    exclude: tuple[str, ...],
    jobs: int | None,
    output: Path | None,
    restart: bool,
    every: bool,
    repeat: int,
    max_boots: int,
    deadline: float | None,
    compile_timeout: float,
    json_file: Path | None,
    quiet: bool,
) -> None:
    """Find the C files of the Linux kernel in TREE that a compiler miscompiles.

    Builds the kernel with --good, compiles each C file with --bad too, links a kernel from the objects of both and
    boots it in QEMU. If it does not reach init, the guilty files are searched for. TREE is never written to.
    """
    terminal = Terminal(quiet=quiet)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        machine = ARCHES[arch]
        root = check_tree(tree)
        check_tools(machine)
        base = Path(os.path.abspath(output)) if output is not None else platformdirs.user_cache_path("kbisect")
        if root == base or root in base.parents:
            raise KbisectError(f"--output {base} lies in the tree, and nothing is ever written there")
        options = Options(
            tree=root,
            arch=machine,
            good=resolve(good, batch=False),
            bad=resolve(bad, batch=bad_batch, depends=bad_depends),
            bad_for=tuple(_bad_for(text, bad_batch, bad_depends) for text in bad_for),
            config=read_config(config or machine.config),
            files=files,
            exclude=exclude,
            jobs=jobs or len(os.sched_getaffinity(0)),
            base=base,
            restart=restart,
            deadline=deadline,
            compile_timeout=compile_timeout,
            repeat=repeat,
            every=every,
            max_boots=max_boots,
        )
        report = run(options, terminal)
        if json_file is not None:
            replace_file(json_file, (json.dumps(report.to_json(), indent=1) + "\n").encode())
    except KbisectError as error:
        terminal.error(error.message, error.hint)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        terminal.error("interrupted", "what is known is saved: the same command goes on from here")
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        terminal.error(f"{error.filename or 'operating system'}: {error.strerror}")
        sys.exit(EXIT_USAGE)
    show(report, terminal, Path(options.bad.argv[0]).name)
    sys.exit({"boots": EXIT_BOOTS, "guilty": EXIT_GUILTY}.get(report.result, EXIT_INCONCLUSIVE))


def _bad_for(text: str, batch: bool | None, depends: tuple[Path, ...]) -> tuple[str, Command]:
    pattern, separator, compiler = text.partition("=")
    if not separator or not pattern:
        raise KbisectError(f"--bad-for takes GLOB=COMMAND, not {text!r}")
    return pattern, resolve(compiler, batch=batch, depends=depends)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends a run as Ctrl-C does."""
    raise KeyboardInterrupt


def main() -> None:
    """The console script."""
    command()


if __name__ == "__main__":
    main()
