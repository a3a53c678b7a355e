"""Sources of real projects, from Debian's source packages.

``fetch("zlib")`` gives a folder with the upstream source of that package as Debian 12 has it.  What is downloaded, and
apt's lists of source packages, are kept under ``build/projects``; apt's own configuration, which says where Debian's
archive is, is read and not changed.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "projects"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


class FetchError(Exception):
    """A source could not be had; the message says why."""


def fetch(package: str) -> Path:
    """The unpacked source of a Debian source package, not to be written into.  Raises ``FetchError``."""
    folder = HOME / "sources" / package
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker may want the same
        if not folder.exists():
            _unpack(_download(package), folder)
    return folder


def copy(package: str, name: str) -> Path:
    """A fresh copy of a package's source, to build in, under a name of the caller's."""
    folder = HOME / "work" / name
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(fetch(package), folder, symlinks=True)
    return folder


def _download(package: str) -> Path:
    """The archive of upstream's source."""
    downloads = HOME / "downloads" / package
    downloads.mkdir(parents=True, exist_ok=True)
    if not _archives(downloads):
        configuration = _apt()
        words = ["apt-get", "source", "--download-only", "-q"]
        try:
            _run([*words, package], downloads, configuration)
        except FetchError:  # a mirror may lack the newest
            versions = _versions(package, configuration)
            if len(versions) < 2:
                raise
            _run([*words, f"{package}={versions[0]}"], downloads, configuration)
    archives = _archives(downloads)
    if len(archives) != 1:
        raise FetchError(f"{package}: expected one upstream archive, found {[a.name for a in archives]}")
    return archives[0]


def _versions(package: str, configuration: Path) -> list[str]:
    """Those that apt's lists name, the newest last."""
    try:
        shown = _run(["apt-cache", "showsrc", package], HOME, configuration)
    except FetchError:
        return []
    return re.findall(r"(?m)^Version: (.+)$", shown)


def _archives(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.orig.tar.*") if path.suffix != ".asc"]


def _unpack(archive: Path, folder: Path) -> None:
    scratch = folder.with_name(folder.name + ".part")
    if scratch.exists():
        shutil.rmtree(scratch)
    scratch.mkdir(parents=True)
    _run(["tar", "-xf", str(archive), "-C", str(scratch), "--strip-components=1"], scratch, None)
    scratch.rename(folder)


def _apt() -> Path:
    """A configuration of apt with lists of its own, in which the system's Debian archives offer their sources."""
    home = HOME / "apt"
    configuration = home / "apt.conf"
    if configuration.exists():
        return configuration
    for name in ("state/lists/partial", "cache/archives/partial"):
        (home / name).mkdir(parents=True, exist_ok=True)
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    targets = _run(["apt-get", "indextargets", "--format", form, "Created-By: Packages", "Origin: Debian"], home, None)
    if not targets.strip():
        raise FetchError("apt knows no archive of Debian (try apt-get update)")
    trust = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
    lines = [f"deb-src {trust}{target}\n" for target in dict.fromkeys(targets.splitlines())]
    (home / "sources.list").write_text("".join(lines))
    part = home / "apt.conf.part"
    part.write_text(
        f'Dir::State "{home}/state";\nDir::State::status "/var/lib/dpkg/status";\nDir::Cache "{home}/cache";\n'
        f'Dir::Etc::sourcelist "{home}/sources.list";\nDir::Etc::sourceparts "-";\n'
    )
    _run(["apt-get", "update", "-q"], home, part)
    part.rename(configuration)
    return configuration


def _run(words: list[str], folder: Path, configuration: Path | None) -> str:
    """A command's output.  Raises ``FetchError`` with its last words."""
    environment = dict(os.environ, LC_ALL="C")
    if configuration is not None:
        environment["APT_CONFIG"] = str(configuration)
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise FetchError(f"{' '.join(words[:3])}: {last}")
    return done.stdout
