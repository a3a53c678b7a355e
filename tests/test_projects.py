"""Real projects build with ccore and pass their own tests: ``tests/projects.py``."""

from __future__ import annotations

from pathlib import Path

import projects
import pytest
import sources


@pytest.mark.full
@pytest.mark.parametrize("name", projects.PROJECTS)
@pytest.mark.parametrize("level", ["0", "2"])
def test_project(name: str, level: str, capsys: pytest.CaptureFixture[str]) -> None:
    failed = projects.run([name], "ccore", [level])
    said = capsys.readouterr().out
    assert not failed, said


def test_what_counts_as_failure() -> None:
    """gcc's results decide: what passes through gcc must pass, what it computes must be the same."""
    wanted = {"a": "", "b": "status 1", "c": "= 1 2"}
    assert projects.failures({"a": "", "b": "", "c": "= 1 2"}, wanted) == []
    assert projects.failures({"a": "no", "b": "no", "c": "= 1 3"}, wanted) == ["a: no", "c: = 1 3, gcc = 1 2"]
    assert projects.failures({"b": ""}, wanted) == ["a: did not run", "c: did not run, gcc = 1 2"]
    assert projects.failures({"a": "", "build": "make: error"}, wanted) == ["build: make: error"]


def test_steps_and_checks(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        build = projects.Build(tmp_path, "false", "1", log)
        assert build.step("echo", "made") == "made\n"
        with pytest.raises(projects.BuildError, match="no rule: error 2"):
            build.step("sh", "-c", "echo no rule: error 2; exit 2")
        build.check("good", "echo", "all is well", expect="well")
        build.check("silent", "true", expect="well")
        build.check("wrong", "sh", "-c", "echo reason; exit 3")
        build.check("value", "echo", "sum 42", compare="[0-9]+")
        build.check("slow", "sleep", "9", timeout=0.1)
    assert build.results == {
        "good": "", "silent": "did not say 'well'", "wrong": "status 3: reason", "value": "= 42",
        "slow": "no end after 0.1 s",
    }  # fmt: skip


def test_where_sources_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A download that fails says why, and leaves nothing that would be taken for a source."""
    monkeypatch.setattr(sources, "HOME", tmp_path)
    (tmp_path / "apt").mkdir()
    (tmp_path / "apt" / "apt.conf").write_text(f'Dir::State "{tmp_path}";\nDir::Etc::sourcelist "{tmp_path}/none";\n')
    with pytest.raises(sources.FetchError, match="apt-get source"):
        sources.fetch("zlib")
    assert not (tmp_path / "sources" / "zlib").exists()
