"""Messages for programs: GCC's JSON (-fdiagnostics-format=json) and SARIF 2.1.0 (OASIS, sarif-v2.1.0)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any, Final

from ccore.diagnostics.groups import option
from ccore.diagnostics.message import TAB, Diagnostic, FixIt, display_column
from ccore.diagnostics.text import token_length
from ccore.source import Location

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_MANUAL: Final = "https://gcc.gnu.org/onlinedocs/gcc-12.2.0/gcc/Warning-Options.html"


def _groups(diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Each message with the notes that belong to it."""
    result: list[list[Diagnostic]] = []
    for diagnostic in diagnostics:
        if diagnostic.severity == "note" and result:
            result[-1].append(diagnostic)
        else:
            result.append([diagnostic])
    return result


def _bytes(location: Location, characters: int = 0) -> int:
    """The byte column, from 1, of the character so many after a place."""
    text = location.line.file.line_text(location.line.number)
    return len(text[: location.column - 1 + characters].encode("utf-8", "surrogateescape")) + 1


def _point(location: Location, characters: int = 0) -> dict[str, Any]:
    line = location.line
    place = Location(line, location.column + characters)
    column, shown = _bytes(place), display_column(place, TAB)
    return {
        "file": line.presumed_path, "line": line.presumed_number, "display-column": shown, "byte-column": column,
        "column": shown,
    }  # fmt: skip


def _span(location: Location, length: int, caret: bool) -> dict[str, Any]:
    result = {"caret": _point(location)} if caret else {"start": _point(location)}
    if length > 1:
        result["finish"] = _point(location, length - 1)
    return result


def _json_one(diagnostic: Diagnostic) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": diagnostic.severity, "message": diagnostic.message}
    location = diagnostic.location
    made["locations"] = []
    if location is not None:
        made["locations"] = [_span(location, token_length(location), True)]
        made["locations"] += [_span(place, length, False) for place, length in diagnostic.ranges]
    if diagnostic.option:
        made["option"] = diagnostic.option
        made["option_url"] = f"{_MANUAL}#index-W{diagnostic.group}"
    if diagnostic.fixits:
        made["fixits"] = [
            {"start": _point(fix.location), "next": _point(fix.location, fix.length), "string": fix.text}
            for fix in diagnostic.fixits
        ]
    return made


def to_json(diagnostics: Sequence[Diagnostic]) -> str:
    """GCC's own JSON: an array of messages, their notes as children."""
    result = []
    for first, *notes in _groups(diagnostics):
        result.append(_json_one(first) | {"children": [_json_one(note) for note in notes], "column-origin": 1})
    return json.dumps(result)


def _region(location: Location, length: int) -> dict[str, int]:
    line = location.line.presumed_number
    if not location.column:
        return {"startLine": line}
    # Columns are characters (columnKind unicodeCodePoints), the end exclusive: SARIF 3.30.
    return {"startLine": line, "startColumn": location.column, "endColumn": location.column + max(length, 1)}


def _physical(location: Location, length: int) -> dict[str, Any]:
    text = location.line.file.line_text(location.line.number)
    made: dict[str, Any] = {
        "artifactLocation": _artifact(location.line.presumed_path),
        "region": _region(location, length),
    }
    if text:
        snippet = {"text": text.encode("utf-8", "replace").decode()}
        made["contextRegion"] = {"startLine": location.line.presumed_number, "snippet": snippet}
    return made


def _artifact(path: str) -> dict[str, str]:
    return {"uri": path} | ({} if os.path.isabs(path) else {"uriBaseId": "PWD"})


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    location = diagnostic.location
    assert location is not None
    return {"physicalLocation": _physical(location, token_length(location))}


def _fix(fixits: Sequence[FixIt]) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for fix in fixits:
        region = {
            "startLine": fix.location.line.presumed_number, "startColumn": fix.location.column,
            "endColumn": fix.location.column + fix.length,
        }  # fmt: skip
        replacement = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
        changes.setdefault(fix.location.line.presumed_path, []).append(replacement)
    return {
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": made} for path, made in changes.items()
        ]
    }


def to_sarif(diagnostics: Sequence[Diagnostic], path: str, success: bool, version: str) -> str:
    """A SARIF 2.1.0 log with one run.  ``path``: the file compiled; ``version``: of ccore."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    artifacts = {path: None}
    for first, *notes in _groups(diagnostics):
        kind = first.severity.split()[-1]
        result: dict[str, Any] = {"ruleId": kind, "level": kind, "message": {"text": first.message}}
        if first.group:
            name = "-W" + option(first.group)
            rules.setdefault(name, {"id": name, "helpUri": f"{_MANUAL}#index-W{first.group}"})
            result["ruleId"] = name
            result["ruleIndex"] = list(rules).index(name)
        result["locations"] = [_location(first)] if first.location else []
        for diagnostic in (first, *notes):
            if diagnostic.location:
                artifacts.setdefault(diagnostic.location.line.presumed_path)
        related = [_location(note) | {"message": {"text": note.message}} for note in notes if note.location]
        if related:
            result["relatedLocations"] = related
        if first.fixits:
            result["fixes"] = [_fix(first.fixits)]
        results.append(result)
    run = {
        "tool": {
            "driver": {
                "name": "ccore", "fullName": f"ccore {version}", "version": version,
                "rules": list(rules.values()),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": success, "toolExecutionNotifications": []}],
        "originalUriBaseIds": {"PWD": {"uri": f"file://{os.getcwd()}/"}},
        "artifacts": [{"location": _artifact(name), "sourceLanguage": "c"} for name in artifacts],
        "results": results,
    }  # fmt: skip
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
