"""Dataclasses with slots, made cheaply: for the trees, which have well over a hundred classes.

``dataclasses`` compiles several methods for each class while it is being imported: a fifth of the time that a small
file took.  Here ``__init__`` alone is made, when the first object of the class is.  Fields, defaults and
inheritance are as there, with ``slots=True, eq=False``, the only form there is:

    @dataclass(slots=True, eq=False)
    class Call(Expression):
        function: Expression
        arguments: list[Expression] = field(default_factory=list)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar, dataclass_transform

_T = TypeVar("_T")
_C = TypeVar("_C", bound=type)


class _Factory:
    """The default of a field that is made anew for each object."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


_REQUIRED: Final = object()


def field(*, default_factory: Callable[[], _T]) -> _T:
    """A field whose default ``default_factory`` makes for each object."""
    return _Factory(default_factory)  # type: ignore[return-value]


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def dataclass(*, slots: Literal[True], eq: Literal[False]) -> Callable[[_C], _C]:
    """The decorator.  Its arguments say what it does, to people and type checkers."""
    return _with_slots  # type: ignore[return-value]


def fields(cls: type) -> tuple[str, ...]:
    """The names of a record's fields, inherited ones first."""
    names: tuple[str, ...] = cls.__fields__  # type: ignore[attr-defined]
    return names


def _with_slots(cls: type) -> type:
    """The class again, with its fields as slots: those must be known when a class is made."""
    body = dict(cls.__dict__)
    annotations: dict[str, str] = body.get("__annotations__", {})
    own = {name: body.pop(name, _REQUIRED) for name, a in annotations.items() if not a.startswith("ClassVar[")}
    inherited: dict[str, object] = {}
    for base in reversed(cls.__mro__[1:]):
        inherited |= base.__dict__.get("__defaults__", {})
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    body["__slots__"] = tuple(name for name in own if name not in inherited)
    body["__defaults__"] = inherited | own
    body["__fields__"] = tuple(body["__defaults__"])
    if "__init__" not in body:
        body["__init__"] = _first_init
    made: type = type(cls)(cls.__name__, cls.__bases__, body)
    return made


def _first_init(self: Any, *arguments: object, **named: object) -> None:
    """``__init__`` until the first object is made: it compiles the real one."""
    cls: Any = next(c for c in type(self).__mro__ if c.__dict__.get("__init__") is _first_init)
    scope: dict[str, Any] = {}
    parameters, lines = [], []
    for name, default in cls.__defaults__.items():
        if default is _REQUIRED:
            parameters.append(name)
            lines.append(f" self.{name} = {name}")
            continue
        scope["_default_" + name] = default.make if isinstance(default, _Factory) else default
        parameters.append(f"{name}=_default_{name}")
        made = f"_default_{name}() if {name} is _default_{name} else " if isinstance(default, _Factory) else ""
        lines.append(f" self.{name} = {made}{name}")
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), scope)
    cls.__init__ = scope["__init__"]
    cls.__init__(self, *arguments, **named)
