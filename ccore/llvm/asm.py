"""GNU inline assembly as LLVM's ``asm`` calls and ``callbr``.

LLVM wants all outputs, then all inputs, then labels, then clobbers.  An operand that is read and written
("+r") becomes an output and an input tied to it, which stands after the other inputs, as in Clang; so GNU's
operand numbers stay as they are, and labels get the numbers that GCC gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, final

from ccore.diagnostics import CompileError, Diagnostic
from ccore.ir.instructions import AsmGoto, AsmOperand, InlineAsm
from ccore.ir.types import I1, I8, TupleType, Type
from ccore.llvm.template import BadTemplate, translate
from ccore.llvm.text import memory_type, quote, type_text

if TYPE_CHECKING:
    from ccore.llvm.functions import FunctionWriter


@final
@dataclass(frozen=True, slots=True)
class Dialect:
    """What an architecture's inline assembly is like.

    ``letters``: LLVM's text for a constraint letter that it writes otherwise.  ``prefixes``: letters that
    begin a constraint of several letters, with its length.  ``always``: clobbers of every asm.
    ``alternatives``: whether ``{a|b}`` chooses between assembler dialects.
    """

    letters: dict[str, str]
    prefixes: dict[str, int]
    always: tuple[str, ...]
    alternatives: bool


_COMMON_LETTERS: Final = {"g": "imr", "V": "m", "<": "m", ">": "m"}
_X86: Final = Dialect(
    {
        **_COMMON_LETTERS,
        "a": "{ax}", "b": "{bx}", "c": "{cx}", "d": "{dx}", "S": "{si}", "D": "{di}",
        "t": "{st}", "u": "{st(1)}", "p": "r",
    },
    {"Y": 2, "j": 2, "W": 2},
    ("~{dirflag}", "~{fpsr}", "~{flags}"),
    True,
)  # fmt: skip
_AARCH64: Final = Dialect(dict(_COMMON_LETTERS), {"U": 3}, (), False)
_RISCV: Final = Dialect(dict(_COMMON_LETTERS), {"c": 2, "v": 2}, (), False)
DIALECTS: Final = {"x86_64": _X86, "i386": _X86, "aarch64": _AARCH64, "riscv64": _RISCV}

_IGNORED: Final = "*?!^$#%&=+ "
_SUFFIXES: Final = {1: "b", 2: "w", 4: "l", 8: "q", 12: "t", 16: "t"}


def constraint_text(constraint: str, dialect: Dialect) -> str:
    """LLVM's text for GNU's constraint, without ``=``, ``+`` and ``&``: the first alternative."""
    text = constraint.lstrip("=+&%*")
    if text[:1] == "{":  # a register by its name
        return text
    if text[:3] == "@cc":
        return "{" + text + "}"
    parts: list[str] = []
    position = 0
    while position < len(text):
        letter = text[position]
        if letter == ",":
            break
        length = dialect.prefixes.get(letter, 1)
        if letter in _IGNORED:
            pass
        elif length > 1:
            parts.append("^" + text[position : position + length])
        else:
            parts.append(dialect.letters.get(letter, letter))
        position += length
    return "".join(parts)


def _clobber(name: str) -> str:
    return "~{" + name.lstrip("%#") + "}"


def _output_type(type_: Type) -> Type:
    """A condition comes out of a flag as a byte."""
    return I8 if type_ is I1 else type_


@final
class _Lists:
    """The constraints and arguments of one asm."""

    __slots__ = ("constraints", "arguments", "extra_constraints", "extra_arguments", "results")

    def __init__(self) -> None:
        self.constraints: list[str] = []
        self.arguments: list[str] = []
        self.extra_constraints: list[str] = []
        self.extra_arguments: list[str] = []
        self.results: list[Type] = []


def _operand(w: FunctionWriter, lists: _Lists, slot: AsmOperand, number: int, i: InlineAsm | AsmGoto) -> None:
    dialect = DIALECTS[w.module.target.name]
    constraint = slot.constraint
    text = constraint_text(constraint, dialect)
    sign = constraint[:1]
    early = "&" if "&" in constraint else ""
    if slot.kind == "memory":
        address = i.operands[slot.operand]
        argument = f"{type_text(address.type)} elementtype({memory_type(slot.size or slot.type.size)}) {w.ref(address)}"
        text = text or "m"
        if sign in ("=", "+"):
            lists.constraints.append(f"=*{early}{text}")
            lists.arguments.append(argument)
            if sign == "+":
                lists.extra_constraints.append("*" + text)
                lists.extra_arguments.append(argument)
        else:
            lists.constraints.append("*" + text)
            lists.arguments.append(argument)
        return
    if slot.kind == "out":
        lists.constraints.append(f"={early}{text}")
        lists.results.append(_output_type(slot.type))
        if slot.operand >= 0:
            lists.extra_constraints.append(str(number))
            lists.extra_arguments.append(w.typed(i.operands[slot.operand]))
        return
    lists.constraints.append(text)
    lists.arguments.append(w.typed(i.operands[slot.operand]))


def emit_asm(w: FunctionWriter, i: InlineAsm | AsmGoto) -> None:
    """Write an ``InlineAsm`` or ``AsmGoto``.  Raises ``CompileError`` for a template that means nothing."""
    dialect = DIALECTS[w.module.target.name]
    lists = _Lists()
    slots = i.slots
    for number, slot in enumerate(slots):
        _operand(w, lists, slot, number, i)
    constraints = lists.constraints + lists.extra_constraints
    goto = type(i) is AsmGoto
    first_label = len(constraints)
    label_numbers: dict[str, int] = {}
    if goto:
        assert isinstance(i, AsmGoto)
        label_numbers = {name: first_label + n for n, name in enumerate(i.label_names)}
        constraints += ["!i"] * len(i.labels)
    count = len(constraints)
    constraints += [_clobber(name) for name in i.clobbers]
    constraints += dialect.always

    def special(modifier: str, number: int) -> str | None:
        if modifier == "z" and number < len(slots):
            # The suffix of an instruction by the operand's size, which LLVM does not know.
            return _SUFFIXES.get(slots[number].size or slots[number].type.size, "")
        if modifier == "a" and number < len(slots) and slots[number].constraint == "p":
            return f"${{{number}}}"  # LLVM writes an address as one without being asked
        return None

    names = {slot.name: n for n, slot in enumerate(slots) if slot.name}
    try:
        template = translate(i.template, names, label_numbers, count, dialect.alternatives, special)
    except BadTemplate as error:
        raise CompileError([Diagnostic("error", str(error), i.location)]) from None
    results = lists.results
    if not results:
        type_ = "void"
    elif len(results) == 1:
        type_ = type_text(results[0])
    else:
        type_ = "{ " + ", ".join(map(type_text, results)) + " }"
    word = "callbr" if goto else "call"
    effect = "sideeffect " if i.volatile else ""
    group = w.module.attribute_group(_attributes(i))
    text = (
        f"{word} {type_} asm {effect}{quote(template)}, {quote(','.join(constraints))}"
        f"({', '.join(lists.arguments + lists.extra_arguments)}){group}"
    )
    if goto:
        assert isinstance(i, AsmGoto)
        labels = ", ".join([f"label %{label}" for label in w.goto_labels(i)])
        text += f" to label %{w.labels[i.fallthrough]} [{labels}]"
    text += w.module.source_place(i.location)
    if not results:
        w.out.append("  " + text)
        return
    if isinstance(i.type, TupleType) and all(_output_type(t) is t for t in i.type.elements):
        w.out.append(f"  {w.names[i]} = {text}")
        return
    _narrow_flags(w, i, text, results)


def _narrow_flags(w: FunctionWriter, i: InlineAsm | AsmGoto, text: str, results: list[Type]) -> None:
    """Outputs of type i1 come out of LLVM as bytes: put the tuple together with i1."""
    assert isinstance(i.type, TupleType) and type(i) is InlineAsm, "condition outputs of asm goto are bytes"
    value = w.emit(text)
    name = w.names[i]
    if len(results) == 1:
        w.out.append(f"  {name} = trunc i8 {value} to i1")
        return
    raw = "{ " + ", ".join(map(type_text, results)) + " }"
    whole = type_text(i.type)
    built = "undef"
    for index, (have, want) in enumerate(zip(results, i.type.elements)):
        element = w.emit(f"extractvalue {raw} {value}, {index}")
        if have is not want:
            element = w.emit(f"trunc i8 {element} to i1")
        text = f"insertvalue {whole} {built}, {type_text(want)} {element}, {index}"
        if index == len(results) - 1:
            w.out.append(f"  {name} = {text}")
        else:
            built = w.emit(text)


def _attributes(i: InlineAsm | AsmGoto) -> list[str]:
    """What the asm does to memory: without "volatile" and a "memory" clobber, only what its operands say."""
    words = ["nounwind"]
    if i.volatile or "memory" in i.clobbers:
        return words
    memory = [slot.constraint[:1] for slot in i.slots if slot.kind == "memory"]
    if not memory:
        words.append("memory(none)")
    elif not any(sign in ("=", "+") for sign in memory):
        words.append("memory(read)")
    return words
