"""LLVM IR text to object code, assembly or bitcode, and to machine code in this process.

The only importer of llvmlite, which it imports when first asked for something.  What LLVM says (a bad
mnemonic in inline assembly, a call to a function with attribute error) becomes diagnostics.
"""

from __future__ import annotations

import ctypes
import dataclasses
import re
from collections.abc import Sequence
from typing import Any, Final, final

from ccore.diagnostics import CompileError, Diagnostic, Diagnostics, InternalError
from ccore.llvm import crash, gnu_as
from ccore.llvm.asminfo import use_text_assembly
from ccore.llvm.attributes import llvm_processor, target_features
from ccore.llvm.library import Library, Messages, MissingSymbol, set_fatal_handler
from ccore.llvm.line_table import without_false_prologue_ends
from ccore.llvm.text import quote
from ccore.options import Options
from ccore.source import Location
from ccore.target import TargetSpec

_SPEED_LEVELS: Final = {"2": 2, "3": 3, "s": 2, "z": 2, "fast": 3}
"""Levels at which LLVM's own pipeline runs, and which one.  -Os and -Oz are -O2 with attributes minsize and
optsize on each function: optsize alone leaves SQLite's code 24% larger than GCC's -Os, both 7%."""
_CODEGEN_LEVELS: Final = {"0": 0, "1": 1, "g": 1, "2": 2, "3": 3, "s": 2, "z": 2, "fast": 3}

_llvm: Any = None
_library: Library | None = None
_messages: Messages | None = None
_fatal_handler: Any = None
_machines: dict[tuple[str, ...], Any] = {}


def _binding() -> Any:
    """llvmlite.binding, with all targets ready."""
    global _llvm, _library, _messages, _fatal_handler
    if _llvm is not None:
        return _llvm
    import llvmlite.binding as llvm
    from llvmlite.binding import ffi

    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    llvm.initialize_native_asmparser()
    llvm.set_option("ccore", "-enable-unroll-and-jam")  # of the loops that ``ccore.passes.jam`` chooses
    _llvm = llvm
    anchor = "LLVMPY_CreateString"
    try:
        handle = ctypes.CDLL(ffi.lib._name)
        address = ctypes.cast(getattr(handle, anchor), ctypes.c_void_p).value or 0
        _library = Library(ffi.lib._name, anchor, address)
        _messages = Messages(_library)
        _fatal_handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(_die)
        set_fatal_handler(_library, _fatal_handler)
    except MissingSymbol:
        # Without them LLVM prints its errors itself and ends the process: worse, but no reason to refuse.
        _messages = None
    return llvm


def _die(reason: bytes) -> None:
    """LLVM cannot go on, and would end the process when this returned."""
    crash.die(reason.decode("utf-8", "replace"))


def _machine(options: Options, target: TargetSpec, jit: bool = False, text_assembly: bool = False) -> Any:
    """A TargetMachine for these options; they are kept, since making one takes a millisecond."""
    llvm = _binding()
    cpu = llvm_processor(options.cpu) or target.cpu
    if cpu == "native":
        cpu = llvm.get_host_cpu_name()
    features = ",".join(target_features(options))
    level = _CODEGEN_LEVELS.get(options.level, 2)
    relocation = "pic" if options.position_independent else "static"
    model = "jitdefault" if jit else "default" if options.code_model == "small" else options.code_model
    key = (target.triple, cpu, features, str(level), relocation, model, str(jit), str(text_assembly))
    machine = _machines.get(key)
    if machine is None:
        machine = llvm.Target.from_triple(target.triple).create_target_machine(
            cpu=cpu, features=features, opt=level, reloc=relocation, codemodel=model, jit=jit
        )
        if text_assembly:
            assert _library is not None, "the LLVM library has no symbol table"
            use_text_assembly(_library, _pointer(machine))
        _machines[key] = machine
    return machine


def _pointer(reference: Any) -> int:
    """The address of the C++ object behind one of llvmlite's."""
    return ctypes.cast(reference._ptr, ctypes.c_void_p).value or 0


@final
class _Module:
    """One parsed module in a context of its own, with LLVM's messages about it."""

    __slots__ = ("context", "module")

    def __init__(self, text: str) -> None:
        llvm = _binding()
        self.context = llvm.create_context()
        if _messages is not None:
            _messages.list.clear()
            _messages.attach(_pointer(self.context))
        try:
            self.module = llvm.parse_assembly(text, self.context)
            self.module.verify()
        except RuntimeError as error:
            raise InternalError("llvm", "", _place(str(error), text)) from None

    def optimize(self, machine: Any, options: Options) -> None:
        """LLVM's own pipeline, at the levels that ask for it."""
        speed = _SPEED_LEVELS.get(options.level)
        if speed is None:
            return
        llvm = _binding()
        tuning = llvm.create_pipeline_tuning_options(speed_level=speed)
        small = options.level in ("s", "z")
        tuning.loop_vectorization = tuning.slp_vectorization = not small
        tuning.loop_interleaving = not small
        wished = options.unroll_loops or options.unroll_all_loops
        tuning.loop_unrolling = wished or (not small and options.unroll_loops is not False)
        if not options.inline:
            tuning.inlining_threshold = 0
        builder = llvm.create_pass_builder(machine, tuning)
        builder.getModulePassManager().run(self.module, builder)

    def close(self) -> None:
        self.module.close()
        self.context.close()


def _place(error: str, text: str) -> str:
    """LLVM's complaint about our text, with the line in question."""
    found = re.search(r"<string>:(\d+):", error)
    message = " ".join(error.split())
    if found:
        lines = text.split("\n")
        number = int(found[1]) - 1
        if number < len(lines):
            message += f" [line: {lines[number].strip()[:200]}]"
    return message


_NOISE: Final = ("clobber list contains reserved registers", "loop not unroll-and-jammed")
"""Warnings that GCC does not give: kernels clobber what they switch; and a wish of our own is not met."""
_DONT_CALL: Final = re.compile(r'call to (.*?) marked "dontcall-(error|warn)": (.*)', re.S)


def _report(diagnostics: Diagnostics | None, locations: Sequence[Location] = ()) -> None:
    """Turn LLVM's messages into diagnostics.

    Raises ``CompileError`` if one is an error.
    """
    if _messages is None or not _messages.list:
        return
    collected = diagnostics if diagnostics is not None else Diagnostics()
    messages = list(_messages.list)
    _messages.list.clear()
    for severity, text, place in messages:
        if severity > 1 or any(noise in text for noise in _NOISE):
            continue
        found = _DONT_CALL.search(text)
        if found:
            kind = "error" if found[2] == "error" else "warning"
            text = f"call to '{found[1]}' declared with attribute {kind}: {found[3]}"
        text = text.strip().removeprefix("error: ")
        if text.startswith("invalid operand for inline asm constraint"):
            text = "impossible constraint in 'asm'"
        location = locations[place] if 0 <= place < len(locations) else None
        if severity == 0:
            collected.error(text, location)
        else:
            collected.warning(text, location, "attribute-warning" if found else "")
    collected.check()


def emit(
    module_text: str,
    options: Options,
    target: TargetSpec,
    kind: str = "object",
    diagnostics: Diagnostics | None = None,
    locations: Sequence[Location] = (),
) -> bytes:
    """Compile LLVM IR text.  ``kind``: "object" (an ELF file), "assembly" (GNU syntax), "bitcode" or "ir"
    (LLVM IR text after LLVM's passes).  ``locations``: what ``write_module`` filled.

    Raises ``CompileError`` for what the source did wrong (inline assembly that does not assemble, calls to
    functions with attribute error), ``InternalError`` if LLVM refuses the text.
    """
    external = kind == "object" and not options.integrated_assembler
    text_assembly = kind == "assembly" or external
    machine = _machine(options, target, text_assembly=text_assembly and _have_library())
    parsed = _Module(module_text)
    try:
        parsed.optimize(machine, options)
        try:
            if kind == "bitcode":
                result: bytes = parsed.module.as_bitcode()
            elif kind == "ir":
                result = printed(parsed.module)
            elif text_assembly:
                # The bytes, of which names need not be UTF-8: emit_assembly would decode them.
                result = machine._emit_to_memory(parsed.module, use_object=False)
            else:
                result = machine.emit_object(parsed.module)
        except RuntimeError as error:
            _report(diagnostics, locations)
            raise InternalError("llvm", "", str(error)) from None
        _report(diagnostics, locations)
    finally:
        parsed.close()
    if external:
        result = gnu_as.run(result, options)
    elif kind == "object" and options.debug and options.level == "0":
        result = without_false_prologue_ends(result)
    if kind == "object" and options.debug and options.debug_compression:
        result = gnu_as.compress(result, options)
    return result


def printed(module: Any) -> bytes:
    """LLVM's text of a module, of which names need not be UTF-8."""
    ffi = _binding().ffi
    with ffi.OutputString() as out:
        ffi.lib.LLVMPY_PrintModuleToString(module, out)
        return bytes(out.bytes)


def _have_library() -> bool:
    _binding()
    return _library is not None


_NARROW_TRIPLES: Final = {32: "i386-unknown-linux-gnu", 16: "i386-unknown-linux-code16"}
_I386_LAYOUT: Final = "e-m:e-p:32:32-p270:32:32-p271:32:32-p272:64:64-i128:128-f64:32:64-f80:32-n8:16:32-S128"


def assemble(text: str, options: Options, target: TargetSpec, diagnostics: Diagnostics | None = None) -> bytes:
    """Assemble preprocessed assembly text to an ELF object: in process, or by GNU as.

    GNU as is asked where -fno-integrated-as says so, for -g, and where LLVM's parser rejects what GNU's might know.
    Raises ``CompileError``.
    """
    lines_wanted = bool(options.debug) and gnu_as.available(target.name)  # LLVM's gives none in this way of using it
    if not options.integrated_assembler or lines_wanted:
        return gnu_as.run(text.encode("utf-8", "surrogateescape"), options, lines_wanted)
    triple = _NARROW_TRIPLES.get(options.bits)
    if triple is not None and target.name == "x86_64":
        target = dataclasses.replace(target, triple=triple, datalayout=_I386_LAYOUT)
    lines = [
        f"target datalayout = {quote(target.datalayout)}",
        f"target triple = {quote(target.triple)}",
        *(f"module asm {quote(line)}" for line in text.split("\n")),
        "",
    ]
    try:
        return emit("\n".join(lines), _assembler_options(options), target, "object")
    except CompileError as error:
        if gnu_as.available():
            return gnu_as.run(text.encode("utf-8", "surrogateescape"), options)
        if diagnostics is not None:
            for diagnostic in error.diagnostics:
                diagnostics.error(diagnostic.message)
            diagnostics.check()
        raise


def _assembler_options(options: Options) -> Options:
    """What of the options matters to assembly: nothing but the processor."""
    return Options(level="0", target=options.target, bits=options.bits, cpu=options.cpu, pic=options.pic)


_START_ENTRY: Final = re.compile(
    r'^@\.(init|fini)\.\d+ = internal global ptr (.*), section "\.\w+?_array(?:\.(\d+))?"', re.M
)


def _with_start_lists(text: str) -> str:
    """Constructors and destructors also where the execution engine looks for them."""
    lists: dict[str, list[str]] = {"init": [], "fini": []}
    for kind, symbol, priority in _START_ENTRY.findall(text):
        lists[kind].append(f"{{ i32, ptr, ptr }} {{ i32 {int(priority or 65535)}, ptr {symbol}, ptr null }}")
    for kind, name in (("init", "ctors"), ("fini", "dtors")):
        entries = lists[kind]
        if entries:
            type_ = f"[{len(entries)} x {{ i32, ptr, ptr }}]"
            text += f"@llvm.global_{name} = appending global {type_} [{', '.join(entries)}]\n"
    return text


@final
class Jit:
    """A module as machine code in this process; its undefined symbols are the process's own (libc's)."""

    __slots__ = ("_engine", "_module")

    def __init__(self, module_text: str, options: Options, target: TargetSpec) -> None:
        """Raises ``CompileError`` and ``InternalError`` as ``emit`` does."""
        llvm = _binding()
        machine = llvm.Target.from_triple(target.triple).create_target_machine(
            cpu=llvm_processor(options.cpu) or target.cpu,
            features=",".join(target_features(options)),
            opt=_CODEGEN_LEVELS.get(options.level, 2),
            reloc="static",
            codemodel="jitdefault",
            jit=True,
        )
        self._module = _Module(_with_start_lists(module_text))
        self._module.optimize(machine, options)
        self._engine = llvm.create_mcjit_compiler(self._module.module, machine)
        self._engine.finalize_object()
        _report(None)
        self._engine.run_static_constructors()

    def address(self, name: str) -> int:
        """Where a function or variable lies; 0 if there is none of that name."""
        address: int = self._engine.get_function_address(name) or self._engine.get_global_value_address(name)
        return address

    def close(self) -> None:
        """Give the memory back; addresses are invalid from now on."""
        self._engine.run_static_destructors()
        self._engine.close()


__all__ = ["Diagnostic", "Jit", "assemble", "emit"]
