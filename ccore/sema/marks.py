"""Attributes deprecated and unavailable (GCC manual, "Common Function Attributes"): what is said where a name or a
type that has one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.source import Location


MARKS: Final = frozenset(("unavailable", "deprecated"))


class Mark(NamedTuple):
    """What an entity's attributes say of its use.  ``name``: the entity's, "" for an anonymous type."""

    kind: str  # unavailable or deprecated
    reason: str
    name: str
    place: Location | None  # of its declaration


def mark_of(attributes: dict[str, list[object]], name: str, place: Location | None) -> Mark | None:
    """The mark that attributes make; unavailable goes before deprecated."""
    for kind in ("unavailable", "deprecated"):
        if kind in attributes:
            reasons = attributes[kind]
            return Mark(kind, f": {reasons[0]}" if reasons else "", name, place)
    return None


def report(diagnostics: Diagnostics, mark: Mark, location: Location) -> None:
    """Say that a marked entity is used."""
    text = f"'{mark.name}' is {mark.kind}{mark.reason}" if mark.name else f"type is {mark.kind}{mark.reason}"
    if mark.kind == "unavailable":
        diagnostics.error(text, location)
    else:
        diagnostics.warning(text, location, "deprecated-declarations")
    if mark.place is not None:
        diagnostics.note("declared here", mark.place)
