"""The bad compiler's objects, each compiled once: a cache on disk, and the pool of jobs that fills it.

An object's key is a hash of the normalised command, the compiler's identity and the preprocessed text (by the good
compiler). As preprocessing 600 files takes a minute, a second, quicker key leads to the first: a hash of the command,
the identity and the content of every file that the compilation read. What is kept is the object as objtool left it.
Rejections are kept too, with their reason.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from kbisect.compilers import Command, Compiled, Worker, kill_all, reason
from kbisect.kernel import Build, Unit, replace_file

_FORMAT = "1"
"""Part of each key: a new one makes old entries unreachable."""


@dataclass(frozen=True, slots=True)
class Object:
    """What the bad compiler made of a unit: an object, or the reason why there is none."""

    unit: Unit
    path: Path | None
    digest: str
    """SHA-256 of the object's content; empty if there is none."""
    reason: str
    seconds: float
    cached: bool


def split_command(argv: Sequence[str], output: Path) -> tuple[list[str], list[str]]:
    """Kbuild's arguments turned to (those that compile to `output`, those that preprocess to standard output).

    The dependency file (-Wp,-MMD,FILE), which would be written over Kbuild's, is left out.
    """
    common: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "-o":
            next(words, None)
        elif word == "-c" or word.startswith(("-Wp,-MMD,", "-Wp,-MD,")):
            continue
        else:
            common.append(word)
    return ["-c", "-o", str(output), *common], ["-E", *common]


class ObjectCache:
    """Objects on disk under `folder`: KEY.json with KEY.o, and the quick keys that lead to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _place(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key[2:]

    def key_of(self, quick: str) -> str | None:
        """The key that a quick key leads to."""
        try:
            return self._place("quick", quick).read_text()
        except OSError:
            return None

    def remember(self, quick: str, key: str) -> None:
        replace_file(self._place("quick", quick), key.encode())

    def load(self, unit: Unit, key: str, timeout: float) -> Object | None:
        """The entry of a key. A compilation that was given less time than `timeout` is none."""
        place = self._place("object", key)
        try:
            entry = json.loads(place.with_suffix(".json").read_bytes())
            if entry["reason"]:
                if entry["timeout"] is not None and entry["timeout"] < timeout:
                    return None
                return Object(unit, None, "", str(entry["reason"]), float(entry["seconds"]), True)
            path = place.with_suffix(".o")
            if hashlib.sha256(path.read_bytes()).hexdigest() != entry["digest"]:
                return None
            return Object(unit, path, str(entry["digest"]), "", float(entry["seconds"]), True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(self, unit: Unit, key: str, content: bytes, seconds: float) -> Object:
        place = self._place("object", key)
        digest = hashlib.sha256(content).hexdigest()
        replace_file(place.with_suffix(".o"), content)
        self._entry(place, digest, "", seconds, None)
        return Object(unit, place.with_suffix(".o"), digest, "", seconds, False)

    def reject(self, unit: Unit, key: str, why: str, seconds: float, timeout: float | None) -> Object:
        """Keep a rejection; `timeout` is given if it was for the time that it took."""
        self._entry(self._place("object", key), "", why, seconds, timeout)
        return Object(unit, None, "", why, seconds, False)

    @staticmethod
    def _entry(place: Path, digest: str, why: str, seconds: float, timeout: float | None) -> None:
        entry = {"digest": digest, "reason": why, "seconds": round(seconds, 3), "timeout": timeout}
        replace_file(place.with_suffix(".json"), json.dumps(entry).encode())


class Compilation:
    """Compiles units with the bad compiler in `jobs` parallel jobs. `chosen` names the command of each unit."""

    def __init__(
        self,
        build: Build,
        cache: ObjectCache,
        chosen: Callable[[Unit], Command],
        *,
        jobs: int,
        timeout: float,
        logs: Path,
    ) -> None:
        self.build = build
        self.cache = cache
        self.chosen = chosen
        self.jobs = jobs
        self.timeout = timeout
        self.logs = logs
        self._idle: dict[tuple[str, ...], queue.SimpleQueue[Worker]] = {}
        self._workers: list[Worker] = []
        self._lock = threading.Lock()
        self._stop = False

    def run(self, units: Sequence[Unit], progress: Callable[[Object], None]) -> dict[str, Object]:
        """Each unit's object, by target. `progress` is told of each as it is done."""
        results: dict[str, Object] = {}
        missing: list[tuple[Unit, str]] = []
        for unit, inputs in self.build.input_hashes(units):
            quick = self._hash("quick", unit, inputs)
            key = self.cache.key_of(quick)
            found = self.cache.load(unit, key, self.timeout) if key is not None else None
            if found is not None:
                results[unit.target] = found
                progress(found)
            else:
                missing.append((unit, quick))
        if missing:
            # The longest first, so that no job is left with one at the end.
            missing.sort(key=lambda item: -_size(self.build.folder / item[0].inputs[0]))
            for done in self._parallel(missing):
                results[done.unit.target] = done
                progress(done)
        return results

    def _parallel(self, missing: Iterable[tuple[Unit, str]]) -> Iterable[Object]:
        pool = ThreadPoolExecutor(self.jobs, thread_name_prefix="kbisect-cc")
        pending: set[Future[Object | None]] = set()
        try:
            for unit, quick in missing:
                pending.add(pool.submit(self._one, unit, quick))
            while pending:
                finished, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    result = future.result()
                    if result is not None:
                        yield result
        finally:
            self._stop = True
            for future in pending:
                future.cancel()
            if pending:
                kill_all()
            pool.shutdown(wait=True)
            for worker in self._workers:
                worker.close()
            self._workers.clear()
            self._stop = False

    def _one(self, unit: Unit, quick: str) -> Object | None:
        if self._stop:
            return None
        with tempfile.TemporaryDirectory(prefix="kbisect-cc-") as scratch:
            target = Path(scratch) / os.path.basename(unit.target)
            compile_argv, preprocess_argv = split_command(unit.argv, target)
            text = self._preprocess(preprocess_argv)
            if text is None:
                return Object(unit, None, "", "the good compiler cannot preprocess it", 0.0, False)
            key = self._hash("object", unit, hashlib.sha256(text).hexdigest())
            # .incbin reads a file that no key knows of.
            keep = b".incbin" not in text
            found = self.cache.load(unit, key, self.timeout) if keep else None
            if found is None:
                found = self._compile(unit, key, compile_argv, target)
            # An end by a signal that the machine may have sent (out of memory) is not kept for the next run.
            if found is not None and keep and not found.reason.startswith(_PASSING):
                self.cache.remember(quick, key)
            return found

    def _compile(self, unit: Unit, key: str, argv: Sequence[str], target: Path) -> Object | None:
        command = self.chosen(unit)
        worker = self._borrow(command)
        try:
            done = worker.compile(argv, self.build.folder, self.timeout)
        finally:
            self._idle[command.argv].put(worker)
        if self._stop:
            return None
        if done.status != 0:
            why = reason(done, self.build.tree, self.timeout).replace(str(target), unit.target)
            self._log(unit, done)
            if done.status in (-9, -15, -2, 127):
                return Object(unit, None, "", _PASSING + why, done.seconds, False)
            return self.cache.reject(unit, key, why, done.seconds, self.timeout if done.status is None else None)
        if not target.exists():
            return self.cache.reject(unit, key, "status 0, but no object was written", done.seconds, None)
        why = self.build.run_objtool(unit, target, self.timeout)
        if why:
            return self.cache.reject(unit, key, why.replace(str(target), unit.target), done.seconds, None)
        return self.cache.store(unit, key, target.read_bytes(), done.seconds)

    def _borrow(self, command: Command) -> Worker:
        with self._lock:
            idle = self._idle.setdefault(command.argv, queue.SimpleQueue())
            with contextlib.suppress(queue.Empty):
                return idle.get_nowait()
            worker = Worker(command, self.logs / f"batch-{len(self._workers)}.log")
            self._workers.append(worker)
            return worker

    def _preprocess(self, argv: Sequence[str]) -> bytes | None:
        try:
            done = subprocess.run(
                [*self.build.good.argv, *argv],
                cwd=self.build.folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.timeout,
                check=False,
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout if done.returncode == 0 else None

    def _hash(self, kind: str, unit: Unit, content: str) -> str:
        command = self.chosen(unit)
        words = [
            word for word in unit.argv if word not in ("-c", "-o", unit.target) and not word.startswith("-Wp,-MMD,")
        ]
        return hashlib.sha256(
            json.dumps([_FORMAT, kind, command.identity, words, unit.objtool, content]).encode()
        ).hexdigest()

    def _log(self, unit: Unit, done: Compiled) -> None:
        path = self.logs / "rejected" / f"{unit.target.replace('/', '_')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(done.stderr)


_PASSING = "killed: "


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
