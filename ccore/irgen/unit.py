"""One translation unit: symbols, their attributes, data, and the worklist of functions that are reached.

A function's body is analysed and generated only when emitted code names it (or it must be emitted anyway), so
the thousands of inline functions of a program's headers cost nothing until one of them is used.
"""

from __future__ import annotations

from collections import deque
from copy import copy

from ccore.diagnostics import Diagnostics
from ccore.ir import types as ir
from ccore.ir.machine import Part, remove_parts
from ccore.ir.mathlibrary import LIBRARY
from ccore.ir.module import Function, FunctionAttributes, Module
from ccore.ir.textlibrary import GIVES_FIRST, SIGNATURES, tell_effects
from ccore.ir.values import BlockAddress, Data, GlobalValue, GlobalVariable, Relocation
from ccore.irgen.base import Base
from ccore.irgen.debug import DebugBuilder
from ccore.irgen.debug_functions import DebugFunctionGenerator
from ccore.irgen.nested import Nest, analyze, chained_type
from ccore.irgen.statements import FunctionGenerator
from ccore.irgen.types import TypeMap, promise
from ccore.options import Options, follow_math, is_builtin, keeps_patterns, math_rules, optimize_words, vector_registers
from ccore.sema import tree
from ccore.sema import types as c
from ccore.sema.analyzer import Analyzer
from ccore.target import TargetSpec


class UnitGenerator:
    """Generates the module of one analysed translation unit."""

    def __init__(
        self, analyzer: Analyzer, options: Options, target: TargetSpec, diagnostics: Diagnostics, name: str
    ) -> None:
        self.analyzer = analyzer
        self.options = options
        self.target = target
        self.diagnostics = diagnostics
        self.warn_uninitialized = diagnostics.enabled("uninitialized")
        self.types = TypeMap(target.pointer.size)
        boundary = options.preferred_stack_boundary
        self.aligned_locals = vector_registers(options) and (not boundary or 1 << boundary >= target.array_alignment)
        self.math = math_rules(options)
        self.int_type: c.CType = analyzer.types.int
        self.module = Module(name, target.name)
        self._functions: dict[tree.Function, Function] = {}
        self._variables: dict[tree.Variable, GlobalVariable] = {}
        self._weakly: set[tree.Symbol] = set()  # those that only weakrefs have mentioned so far
        self._sections: dict[str, tuple[tree.Variable, tuple[bool, bool]]] = {}
        self._strings: dict[tree.StringObject, GlobalVariable] = {}
        self._images = 0  # read-only images of automatic objects' initial values so far
        self._bodies: deque[tree.Function] = deque()
        self._definitions: deque[tree.Variable] = deque()
        self._label_data: list[tuple[Data, tree.StaticData]] = []
        self._generators: dict[str, FunctionGenerator] = {}
        self._literals: dict[bytes, GlobalVariable] = {}
        self._unnamed = 0
        self.debug = DebugBuilder(options, name) if options.debug else None
        self.parts: list[Part] = []
        self.parts_wanted = False  # some ``objectsize`` asks for them
        self.nests: dict[tree.Function, Nest] = {}  # functions with others nested in them, and those

    def generate(self) -> Module:
        """The whole module: everything that must be emitted, and all that this reaches."""
        analyzer = self.analyzer
        for function in analyzer.roots():
            self.function(function)
        for variable in sorted(analyzer.variables.values(), key=lambda v: v.order):
            if self._must_emit(variable):
                self.variable(variable)
        self._work()
        for static in list(analyzer.statics):
            if "used" in static.attributes and static not in self._variables:
                self.variable(static)
        self._work()
        self.module.assembly.extend(analyzer.assembly)
        self._resolve_labels()
        if not self.parts_wanted:
            remove_parts(self.parts)
        if self.debug is not None:
            self.module.debug = self.debug.finish(self.analyzer.context.enumerations)
        return self.module

    def _must_emit(self, variable: tree.Variable) -> bool:
        """Whether a file-scope variable is emitted even if nothing names it."""
        if variable.storage == "register":
            return False
        if "alias" in variable.attributes or "used" in variable.attributes:
            return True
        return (variable.defined or variable.tentative) and variable.linkage == "external"

    def _work(self) -> None:
        """Generate what was reached until nothing new is."""
        while self._bodies or self._definitions:
            while self._bodies:
                self._body(self._bodies.popleft())
            while self._definitions:
                self._define(self._definitions.popleft())

    def _body(self, function: tree.Function) -> None:
        definition = self.analyzer.definition(function)
        if definition is None:
            return
        target = self._functions[function]
        target.defined = True
        if self.debug is None:
            generator = FunctionGenerator(self, target, definition)
        else:
            generator = DebugFunctionGenerator(self, target, definition, self.debug)
        self._generators[target.name] = generator
        generator.generate()

    # --- Functions ----------------------------------------------------------------------------------------------

    def function(self, symbol: tree.Function) -> Function:
        """The IR function of a symbol; its body is put on the worklist at first mention."""
        found = self._functions.get(symbol)
        if found is not None:
            if self._weakly and symbol in self._weakly:
                self._weakly.discard(symbol)
                found.linkage = "external"
            return found
        type_ = symbol.type
        assert isinstance(type_, c.FunctionType)
        weakref = _weakref(symbol)
        if weakref:
            reference = self._functions[symbol] = self._weak_function(weakref, self.types.function(type_))
            return reference
        name = symbol.unique_name or symbol.name
        nest = self.nests.get(symbol) if symbol.outer is not None else None
        made = self.module.functions.get(name)
        if made is None:
            signature = self.types.function(type_)
            if nest is not None and nest.chained:
                signature = chained_type(signature)
            made = Function(name, signature)
            self.module.functions[name] = made
        self._functions[symbol] = made
        made.asm_name = symbol.asm_name
        made.location = symbol.token.location
        attributes = symbol.attributes
        if symbol.linkage == "internal":
            made.linkage = "internal"
        elif symbol.emit == "inline":
            made.linkage = "available_externally"
        self._symbol_attributes(made, symbol)
        self._function_attributes(made.attributes, symbol, type_)
        if "alias" in attributes:
            made.alias_of = str(attributes["alias"][0])
            made.defined = True
            self._alias_target(made.alias_of)
        elif "ifunc" in attributes:
            made.attributes.ifunc = str(attributes["ifunc"][0])
            made.defined = True
            self._alias_target(made.attributes.ifunc)
        elif symbol.emit:
            self._bodies.append(symbol)
        if nest is not None and nest.jumps:
            made.attributes.noinline, made.attributes.always_inline = True, False
        return made

    def label_owner(self, generator: Base, label: tree.Label) -> Base:
        """The generator of the function that a label stands in: a nested function may name one of those around it."""
        nest = self.nests.get(generator.definition.function)
        while nest is not None and label not in nest.mentions.labels:
            nest = nest.parent
        return generator if nest is None else self._generators[self._functions[nest.function].name]

    def nest(self, definition: tree.FunctionDefinition) -> Nest | None:
        """What is planned for a function and those nested in it or around it; None where there are none."""
        if definition.nested and definition.function not in self.nests:
            for nest in analyze(definition, self.types.pointer_size):
                self.nests[nest.function] = nest
        return self.nests.get(definition.function)

    def _weak_function(self, name: str, type_: ir.FunctionType) -> Function:
        """What a weakref stands for: the function itself where this file has it or refers to it otherwise, else a weak
        reference to it."""
        symbol = self.analyzer.functions.get(name)
        if symbol is None:
            made = self.library(name, type_)
            if not made.defined:
                made.linkage = "extern_weak"
            return made
        known = self._functions.get(symbol)
        if known is not None:
            return known
        made = self.function(symbol)
        if not made.defined and not symbol.emit and made.linkage != "extern_weak":  # the symbol's own attribute stays
            self._weakly.add(symbol)
            made.linkage = "extern_weak"
        return made

    def _weak_variable(self, name: str, like: tree.Variable) -> GlobalVariable:
        """As ``_weak_function``."""
        symbol = self.analyzer.variables.get(name)
        if symbol is not None:
            known = self._variables.get(symbol)
            if known is not None:
                return known
            made = self.variable(symbol)
            if made.defined or made.linkage == "extern_weak":
                return made
            self._weakly.add(symbol)
        else:
            found = self.module.variables.get(name)
            if found is not None:
                return found
            made = self.module.variables[name] = GlobalVariable(name, 0, max(like.align, like.type.align))
        made.linkage = "extern_weak"
        return made

    def _alias_target(self, name: str) -> None:
        """An alias reaches what it stands for."""
        for symbol in self.analyzer.functions.values():
            if name in (symbol.asm_name, symbol.name):
                self.function(symbol)
                return
        for variable in self.analyzer.variables.values():
            if name in (variable.asm_name, variable.name):
                self.variable(variable)
                return

    def library(self, name: str, type_: ir.FunctionType) -> Function:
        """A function of the run-time library, which the program does not declare."""
        found = self.module.functions.get(name)
        if found is None:
            found = self.module.functions[name] = Function(name, type_)
        return found

    def _symbol_attributes(self, made: GlobalValue, symbol: tree.Symbol) -> None:
        attributes = symbol.attributes
        if "weak" in attributes or "weakref" in attributes:
            made.linkage = "weak" if self._has_definition(symbol) else "extern_weak"
        if "visibility" in attributes and attributes["visibility"]:
            made.visibility = str(attributes["visibility"][0])
        elif self._has_definition(symbol) and symbol.linkage == "external":
            made.visibility = self.options.visibility
        if "section" in attributes:
            made.section = str(attributes["section"][0])
        if "used" in attributes:
            made.used = True
        if "symver" in attributes and self._has_definition(symbol):
            name = symbol.asm_name or symbol.name
            self.module.assembly.extend(f"\t.symver {name}, {_text([version])}" for version in attributes["symver"])
        aligned = attributes.get("aligned")
        if aligned and isinstance(aligned[0], int):
            made.align = max(made.align, aligned[0])

    def _has_definition(self, symbol: tree.Symbol) -> bool:
        if "alias" in symbol.attributes or "ifunc" in symbol.attributes:
            return True
        if isinstance(symbol, tree.Function):
            return bool(symbol.emit)
        assert isinstance(symbol, tree.Variable)
        return symbol.defined or symbol.tentative

    def _function_attributes(self, made: FunctionAttributes, symbol: tree.Function, type_: c.FunctionType) -> None:
        attributes = symbol.attributes
        call = made.call
        promise(call, type_.attributes.union(attributes))
        call.returns_twice = "returns_twice" in attributes or symbol.name in _RETURNS_TWICE
        call.pure = "pure" in attributes
        call.const = "const" in attributes
        call.cold = "cold" in attributes
        call.malloc = "malloc" in attributes
        call.error = _text(attributes.get("error"))
        call.warning = _text(attributes.get("warning"))
        call.allocates = _allocated(symbol)
        if symbol.builtin in GIVES_FIRST:
            call.gives = 0
        if "access" in attributes:
            made.sized = self._sized(attributes["access"], type_)
        made.inline_hint = symbol.is_inline
        made.always_inline = "always_inline" in attributes
        made.noinline = "noinline" in attributes or "noipa" in attributes
        made.noclone = "noclone" in attributes
        made.noipa = "noipa" in attributes
        made.naked = "naked" in attributes
        made.realign_stack = "force_align_arg_pointer" in attributes
        made.no_instrument = "no_instrument_function" in attributes
        made.no_profile = "no_profile_instrument_function" in attributes
        made.stack_protect = "stack_protect" in attributes
        made.no_stack_protector = "no_stack_protector" in attributes or any(
            "no-stack-protector" in str(a) for a in attributes.get("optimize", [])
        )
        made.optnone = any("O0" in str(a) or a == 0 for a in attributes.get("optimize", []))
        optimize = attributes.get("optimize")
        if symbol.emit:
            made.math = self._changed_math(optimize) if optimize else self.math
            made.no_patterns = not keeps_patterns(self.options, optimize or ())
        if symbol.builtin in SIGNATURES:  # even one that this file defines, as in GCC
            made.library = symbol.builtin
            if symbol.emit in ("", "inline") and is_builtin(self.options, symbol.builtin):
                tell_effects(symbol.builtin, call)
        elif symbol.builtin and not symbol.emit and not self.options.rounding_math:
            made.library = LIBRARY.get(symbol.builtin, "")
        made.constructor = _priority(attributes.get("constructor"))
        made.destructor = _priority(attributes.get("destructor"))
        made.target_features = [word for a in attributes.get("target", []) for word in str(a).split(",")]
        made.no_caller_saved_registers = "no_caller_saved_registers" in type_.attributes
        made.interrupt = "interrupt" in type_.attributes
        made.zero_call_used_regs = _text(attributes.get("zero_call_used_regs"))
        made.function_return = _text(attributes.get("function_return"))
        made.indirect_branch = _text(attributes.get("indirect_branch"))
        patchable = attributes.get("patchable_function_entry")
        if patchable:
            numbers = [a for a in patchable if isinstance(a, int)]
            if numbers:
                made.patchable_entry = (numbers[0], numbers[1] if len(numbers) > 1 else 0)

    def _sized(self, arguments: list[object], type_: c.FunctionType) -> frozenset[str]:
        """The pointer parameters whose object's size is another parameter, in elements (attribute ``access``)."""
        found: set[str] = set()
        for n, word in enumerate(arguments):
            if not isinstance(word, str):
                continue
            numbers = [a for a in arguments[n + 1 : n + 3] if isinstance(a, int)]
            if len(numbers) == 2 and 0 < max(numbers) <= len(type_.parameters):
                pointer = type_.parameters[numbers[0] - 1]
                if isinstance(pointer, c.PointerType) and (pointer.target.is_void or pointer.target.size > 0):
                    scale = 1 if pointer.target.is_void else pointer.target.size
                    found.add(f"{numbers[0] - 1}:{numbers[1] - 1}:{scale}")
        return frozenset(found)

    def _changed_math(self, optimize: list[object]) -> frozenset[str]:
        """The rules of a function with attribute ``optimize``, or after such a pragma."""
        words = optimize_words(optimize)
        if not words:
            return self.math
        options = copy(self.options)
        follow_math(options, words)
        return math_rules(options)

    # --- Variables ----------------------------------------------------------------------------------------------

    def variable(self, symbol: tree.Variable) -> GlobalVariable:
        """The IR variable of a symbol with static storage; its data is put on the worklist at first mention."""
        found = self._variables.get(symbol)
        if found is not None:
            if self._weakly and symbol in self._weakly:
                self._weakly.discard(symbol)
                found.linkage = "external"
            return found
        weakref = _weakref(symbol)
        if weakref:
            reference = self._variables[symbol] = self._weak_variable(weakref, symbol)
            return reference
        name = symbol.unique_name or symbol.name
        if not name:
            self._unnamed += 1
            name = f".compoundliteral.{self._unnamed}"
        size = max(symbol.size, symbol.type.size, 0)
        made = self.module.variables.get(name)
        if made is not None and symbol.linkage != "none" and not symbol.unique_name:
            if symbol.defined or symbol.tentative:
                made.size = max(made.size, size)
        else:
            while made is not None:
                self._unnamed += 1
                name = f"{name}.{self._unnamed}"
                made = self.module.variables.get(name)
            made = GlobalVariable(name, size, max(symbol.align, symbol.type.align))
            self.module.variables[name] = made
        self._variables[symbol] = made
        made.asm_name = symbol.asm_name
        made.location = symbol.token.location
        made.constant = self._read_only(symbol.type)
        if symbol.thread_local:
            model = symbol.attributes.get("tls_model")
            made.thread_local = _text(model) or self.options.tls_model or "general-dynamic"
        if symbol.linkage == "internal" or (symbol.storage == "static" and symbol.linkage != "external"):
            made.linkage = "internal"
        self._symbol_attributes(made, symbol)
        if "alias" in symbol.attributes:
            made.alias_of = str(symbol.attributes["alias"][0])
            made.defined = True
            self._alias_target(made.alias_of)
        elif symbol.defined or symbol.tentative or (symbol.storage == "static" and symbol.linkage != "external"):
            made.defined = True
            self._definitions.append(symbol)
        if self.debug is not None:
            self.debug.variable(symbol, made)
        return made

    def _read_only(self, type_: c.CType) -> bool:
        """Whether an object of this type is const through and through (and may lie in a read-only section)."""
        while isinstance(type_, c.ArrayType):
            if type_.quals & c.VOLATILE:
                return False
            if type_.quals & c.CONST:
                return True
            type_ = type_.element
        return bool(type_.quals & c.CONST) and not type_.quals & c.VOLATILE

    def _define(self, symbol: tree.Variable) -> None:
        made = self._variables[symbol]
        initial = self.analyzer.initial(symbol)
        made.size = max(made.size, symbol.size, symbol.type.size, 0)
        made.align = max(made.align, self.array_alignment(symbol, made.size))
        if (
            initial is None
            and symbol.tentative
            and self.options.common
            and symbol.linkage == "external"
            and not symbol.thread_local
            and "nocommon" not in symbol.attributes
            and made.linkage == "external"
            and not made.section
        ):
            made.linkage = "common"
        if made.section and self._must_emit(symbol):
            self._check_section(symbol, made)
        made.initial = Data() if initial is None else self.data(initial)

    def array_alignment(self, variable: tree.Variable, size: int) -> int:
        """What the ABI asks of a variable of ``size`` bytes if it is an array, unless it says something itself."""
        least = self.target.array_alignment
        asks = "aligned" in variable.attributes or variable.align > variable.type.align
        return least if size >= least and isinstance(variable.type, c.ArrayType) and not asks else 1

    def _check_section(self, symbol: tree.Variable, made: GlobalVariable) -> None:
        """A section's objects are all constant, all variable or all thread-local.

        Those that an optimiser could leave out do not count.
        """
        kind = made.constant, bool(made.thread_local)
        first, known = self._sections.setdefault(made.section, (symbol, kind))
        if kind != known:
            text = f"'{symbol.name}' causes a section type conflict with '{first.name}'"
            self.diagnostics.error(text, symbol.token.location)
            self.diagnostics.note(f"'{first.name}' was declared here", first.token.location)

    def data(self, static: tree.StaticData) -> Data:
        """The IR form of an image; labels in it are resolved at the end."""
        made = Data(static.data, far=static.far)
        labels = False
        for relocation in static.relocations:
            if isinstance(relocation.target, tree.Label):
                labels = True
                continue
            target = self.symbol(relocation.target)
            minus = None
            if relocation.minus is not None and not isinstance(relocation.minus, tree.Label):
                minus = self.symbol(relocation.minus)
            made.relocations.append(Relocation(relocation.offset, relocation.size, target, relocation.addend, minus))
        if labels:
            self._label_data.append((made, static))
        return made

    def _resolve_labels(self) -> None:
        """Relocations to labels, once the functions that hold them exist."""
        blocks = {
            label: (generator.function, block)
            for generator in self._generators.values()
            for label, block in generator.label_blocks.items()
        }
        for made, static in self._label_data:
            for relocation in static.relocations:
                if not isinstance(relocation.target, tree.Label):
                    continue
                place = blocks.get(relocation.target)
                if place is None:
                    continue
                minus: BlockAddress | None = None
                if isinstance(relocation.minus, tree.Label) and relocation.minus in blocks:
                    minus = BlockAddress(*blocks[relocation.minus])
                target = BlockAddress(*place)
                made.relocations.append(
                    Relocation(relocation.offset, relocation.size, target, relocation.addend, minus)
                )

    def symbol(self, address: tree.Variable | tree.Function | tree.StringObject) -> GlobalValue:
        if isinstance(address, tree.Function):
            return self.function(address)
        if isinstance(address, tree.StringObject):
            return self.string(address)
        return self.variable(address)

    def string(self, string: tree.StringObject) -> GlobalVariable:
        """The array of a string literal."""
        found = self._strings.get(string)
        if found is None:
            found = self._constant(f".str.{len(self._strings)}", bytes(string.data), string.width)
            if string.own:  # with a section LLVM does not give it a literal's place
                found.unnamed, found.section = False, ".rodata"
            self._strings[string] = found
        return found

    def literal(self, data: bytes) -> GlobalVariable:
        """An array like a string literal's, of bytes that the program does not spell so."""
        found = self._literals.get(data)
        if found is None:
            found = self._literals[data] = self._constant(f".text.{len(self._literals)}", data, 1)
        return found

    def _constant(self, name: str, data: bytes, align: int) -> GlobalVariable:
        made = GlobalVariable(name, len(data), align)
        made.linkage = "private"
        made.unnamed = made.constant = made.defined = True
        made.initial = Data(bytearray(data))
        self.module.variables[name] = made
        return made

    def constant_image(self, static: tree.StaticData, size: int, align: int) -> GlobalVariable | None:
        """A read-only copy of an automatic object's constant initial value; None where it is all zero."""
        if not static.relocations and static.zero:
            return None
        made = GlobalVariable(f".image.{self._images}", size, align)
        made.linkage = "private"
        made.unnamed = made.constant = made.defined = True
        made.initial = self.data(static)
        self._images += 1
        self.module.variables[made.name] = made
        return made


_ALLOCATES = {"malloc": (1,), "calloc": (1, 2), "realloc": (2,), "aligned_alloc": (2,)}


def _allocated(symbol: tree.Function) -> frozenset[str]:
    """The numbers of the arguments whose product is the size of what a function gives (attribute ``alloc_size``)."""
    positions = symbol.attributes.get("alloc_size") or _ALLOCATES.get(symbol.builtin, ())
    return frozenset(str(p - 1) for p in positions if isinstance(p, int) and p > 0)


_RETURNS_TWICE = frozenset(("setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "savectx", "vfork", "getcontext"))


def _weakref(symbol: tree.Symbol) -> str:
    """The name of what attribute weakref makes a symbol stand for; "" for others."""
    attributes = symbol.attributes
    return _text(attributes["weakref"]) or _text(attributes.get("alias")) if "weakref" in attributes else ""


def _text(arguments: list[object] | None) -> str:
    return str(arguments[0]) if arguments else ""


def _priority(arguments: list[object] | None) -> int | None:
    if arguments is None:
        return None
    return arguments[0] if arguments and isinstance(arguments[0], int) else 65535
