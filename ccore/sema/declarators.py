"""Declarators (C17 6.7.6): derived types from the inside out, parameters, variable lengths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, final

from ccore.ast import nodes
from ccore.dialect import C2X, C23
from ccore.sema import attributes as gnu
from ccore.sema import tree
from ccore.sema.compat import compatible, qualify, strip, type_text
from ccore.sema.context import Scope
from ccore.sema.marks import report
from ccore.sema.types import (
    ATOMIC,
    CONST,
    RESTRICT,
    VOLATILE,
    ArrayType,
    CType,
    FunctionType,
    PointerType,
    RecordType,
)

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.specifiers import Specified, SpecifierAnalyzer
    from ccore.source import Token


@final
class ParameterList:
    """The parameters of a function definition.  ``sizes``: variable lengths that its body must evaluate first."""

    __slots__ = ("variables", "scope", "sizes", "effects", "star")

    def __init__(self, scope: Scope) -> None:
        self.variables: list[tree.Variable] = []
        self.scope = scope
        self.sizes: list[tree.HiddenSize] = []
        self.effects: list[tree.Expression] = []
        self.star = False  # some type has an array of unspecified length


class Declarators:
    """Builds types from declarators."""

    def __init__(self, context: Context, specifiers: SpecifierAnalyzer) -> None:
        self.context = context
        self.specifiers = specifiers
        self._sizes: list[tree.HiddenSize] | None = None  # of the parameter list of a definition under way
        self.depth = 0  # of parameter lists
        self.align = 0  # what _Alignas asks for in the type name last analysed
        self._definition: nodes.FunctionSuffix | None = None
        self.parameters: ParameterList | None = None  # of the definition's declarator last derived

    def type_name(self, node: nodes.TypeName, place: str = "") -> CType:
        """The type that a type name denotes (6.7.7).  ``place``: where it stands, if _Alignas is understood there."""
        if node.specifiers.alignments and place != "compound literal":
            text = f"alignment specified for type name in {place}"
            if not place:
                text = "expected specifier-qualifier-list before '_Alignas'"
            self.context.diagnostics.error(text, node.token.location)
        if node.specifiers.storage:
            word = node.specifiers.storage[0]
            self.context.diagnostics.error(f"expected specifier-qualifier-list before '{word}'", node.token.location)
        attributes = node.specifiers.attributes
        if attributes and attributes[0].standard and not attributes[0].of_type:
            self.context.diagnostics.error("expected expression before '[' token", node.token.location)
        specified = self.specifiers.analyze(node.specifiers, alone=False)
        type_ = specified.type
        self.align = specified.align
        if specified.mark is not None:
            report(self.context.diagnostics, specified.mark, node.token.location)
        given = specified.attributes
        if node.declarator is not None and (node.declarator.chain or node.declarator.attributes):
            own: gnu.Attributes = {}
            type_ = self.derive(type_, node.declarator, own)
            if own:
                type_ = gnu.change_base(self.context, type_, own, node.token)
                type_ = gnu.change_function(self.context, type_, own, node.token)
                type_ = gnu.typedef_alignment(type_, own)
        if given:  # of the whole, as in GCC
            type_ = gnu.typedef_alignment(type_, given)
        return type_

    def derive(
        self, base: CType, node: nodes.Declarator, attributes: gnu.Attributes, definition: bool = False
    ) -> CType:
        """The declared type; the declarator's attributes are added to ``attributes``.

        ``definition``: of a function, whose parameters are then left in ``parameters``."""
        type_ = base
        chain = node.chain
        context = self.context
        for index in range(len(chain) - 1, -1, -1):
            part = chain[index]
            if part.attributes:
                gnu.evaluate(context, part.attributes, attributes)
            if isinstance(part, nodes.Pointer):
                type_ = context.types.pointer(type_)
                if part.qualifiers:
                    type_ = self.specifiers.qualified(type_, part.qualifiers, part.token)
            elif isinstance(part, nodes.Array):
                type_ = self._array(type_, part, node)
            else:
                if definition and index == 0:
                    self._definition = part
                type_ = self._function(type_, part, node)
        if node.attributes:
            gnu.evaluate(context, node.attributes, attributes)
        return type_

    # --- Arrays ---

    def _array(self, element: CType, part: nodes.Array, node: nodes.Declarator) -> CType:
        context = self.context
        diagnostics = context.diagnostics
        name = node.name
        subject = f"'{name}'" if name else "type name"
        location = node.token.location
        if element.is_void:
            diagnostics.error(f"declaration of {subject} as array of voids", location)
            element = context.types.int
        elif element.is_function:
            diagnostics.error(f"declaration of {subject} as array of functions", location)
            element = context.types.int
        elif element.size == -1:
            if element.is_array or not element.is_record or self._definition is None:
                diagnostics.error(f"array type has incomplete element type '{type_text(element)}'", location)
                element = context.types.int
        if isinstance(element, RecordType) and element.record.flexible:
            text = "invalid use of structure with flexible array member"
            diagnostics.pedwarn(text, location, "pedantic")
        if element.size > 0 and element.size % element.align:
            text = "size of array element is not a multiple of its alignment"
            if element.align > element.size:
                text = "alignment of array elements is greater than element size"
            diagnostics.error(text, location)
        if part.static or part.qualifiers:
            if not self.depth:
                text = "static or type qualifiers in non-parameter array declarator"
                diagnostics.error(text, location)
            elif node.chain[0] is not part:
                diagnostics.error("static or type qualifiers in non-parameter array declarator", location)
        if part.star:
            if not self.depth:
                context.diagnostics.error("'[*]' not allowed in other than function prototype scope", location)
            return ArrayType(element, -2)
        if part.size is None:
            return ArrayType(element, -1)
        size = context.expressions.value(part.size)
        if not size.type.is_integer:
            what = f"array '{name}'" if name else "unnamed array"
            diagnostics.error(f"size of {what} has non-integer type", location)
            return ArrayType(element, 1)
        if isinstance(size, tree.IntegerConstant):
            length = size.value
            self._check_size(size, length, node)
            if length < 0:
                what = f"array '{name}'" if name else "unnamed array"
                diagnostics.error(f"size of {what} is negative", location)
                length = 1
            elif element.size > 0 and length * element.size >= 1 << 63:
                what = f"array '{name}'" if name else "unnamed array"
                diagnostics.error(f"size of {what} is too large", location)
                length = 1
            return ArrayType(element, length)
        return self._variable_array(element, size, node)

    def _check_size(self, size: tree.IntegerConstant, length: int, node: nodes.Declarator) -> None:
        """A constant size that is no integer constant expression (GNU C), and one of zero."""
        context = self.context
        if not size.ice:
            if context.scope is context.file_scope:
                if node.name:
                    text = f"variably modified '{node.name}' at file scope"
                    context.diagnostics.pedwarn(text, node.token.location)
            else:
                self.forbid_variable(node, "ISO C90 forbids array{} whose size cannot be evaluated")
        context.expressions.check_overflow(size, node.token)
        if not length:
            name = f" '{node.name}'" if node.name else ""
            context.diagnostics.pedwarn(f"ISO C forbids zero-size array{name}", node.token.location, "pedantic")

    def forbid_variable(self, node: nodes.Declarator, text: str) -> None:
        """Report an array of variable length where the dialect has none, or -Wvla asks for it."""
        diagnostics = self.context.diagnostics
        if diagnostics.settings.levels.get("vla", 0) > 0:
            message = text.format(f" '{node.name}'" if node.name else "")
            if diagnostics.year < 1999 and diagnostics.pedantic:
                diagnostics.pedwarn(message, node.token.location, "vla")
            else:
                diagnostics.warning(message, node.token.location, "vla")

    def _variable_array(self, element: CType, size: tree.Expression, node: nodes.Declarator) -> CType:
        context = self.context
        state = context.function
        if state is None and context.scope is context.file_scope:
            if not node.name:  # a type name, whose size may not matter
                return ArrayType(element, -2, tree.Convert(size.token, context.types.size_t, size))
            context.diagnostics.error(f"variably modified '{node.name}' at file scope", node.token.location)
            return ArrayType(element, 1)
        self.forbid_variable(node, "ISO C90 forbids variable length array{}")
        size_t = context.types.size_t
        array = ArrayType(element, -2, tree.Convert(size.token, size_t, size))
        pending = self.pending_sizes()
        if pending is not None and array.length_expression is not None:
            array.length_variable = tree.Variable("", size_t, node.token, align=size_t.align)
            pending.append((array.length_variable, array.length_expression))
            if state is not None:
                state.variables.append(array.length_variable)
        return array

    def collect(self, sizes: list[tree.HiddenSize] | None) -> list[tree.HiddenSize] | None:
        """Put them into this list from now on; what was in force before comes back."""
        before, self._sizes = self._sizes, sizes
        return before

    def pending_sizes(self) -> list[tree.HiddenSize] | None:
        """Where to put what variably modified types need at run time; None in a prototype, where it is as if [*]."""
        if self._sizes is not None:
            return self._sizes
        return self.context.function.pending_sizes if self.context.function is not None else None

    # --- Functions ---

    def _function(self, result: CType, part: nodes.FunctionSuffix, node: nodes.Declarator) -> CType:
        context = self.context
        diagnostics = context.diagnostics
        subject = f"'{node.name}'" if node.name else "type name"
        if result.is_function:
            diagnostics.error(f"{subject} declared as function returning a function", node.token.location)
            result = context.types.int
        elif result.is_array:
            diagnostics.error(f"{subject} declared as function returning an array", node.token.location)
            result = context.types.int
        keep = self._definition is part
        quals, result = result.quals, result.unqualified
        if quals:
            if result.is_void and keep and diagnostics.year < 2011:
                diagnostics.pedwarn("function definition has qualified void return type", node.token.location)
            kept = ATOMIC if diagnostics.year >= 2011 else ATOMIC | CONST | RESTRICT | VOLATILE  # C11's DR 423
            result = result.with_quals(quals & kept)
            if quals & ~ATOMIC and context.warnings is not None:
                behind = node.chain.index(part) + 1
                own = behind < len(node.chain) and isinstance(node.chain[behind], nodes.Pointer)
                context.warnings.declared.ignored_qualifiers(node.token if own else self.specifiers.token or node.token)
        if keep:
            self._definition = None
        scope = Scope(context.scope, prototype=True)
        saved = context.scope, self._sizes
        context.scope = scope
        self.depth += 1
        collected = ParameterList(scope)
        if keep:
            self._sizes = collected.sizes
        elif self._sizes is not None:
            self._sizes = None
        try:
            if part.identifiers is not None:
                if keep:
                    self.parameters = collected
                elif part.identifiers:
                    diagnostics.pedwarn("parameter names (without types) in function declaration", node.token.location)
                empty = not part.identifiers and context.options.dialect.year >= (C2X if keep else C23)
                if context.warnings is not None and not empty and not keep:
                    context.warnings.declared.unprototyped(node.token)
                return FunctionType(result, (), False, empty)
            if part.variadic and not part.parameters and not context.options.parameterless_variadic:
                if context.options.dialect.year < C2X:
                    diagnostics.error("ISO C requires a named argument before '...'", part.token.location)
            types = self._parameters(part, collected, keep)
        finally:
            context.scope, self._sizes = saved
            self.depth -= 1
        if keep:
            self.parameters = collected
        return FunctionType(result, types, part.variadic, True)

    def _parameters(
        self, part: nodes.FunctionSuffix, collected: ParameterList, definition: bool
    ) -> tuple[CType, ...]:
        context = self.context
        parameters = part.parameters
        if len(parameters) == 1 and parameters[0].declarator is None:
            specifiers = parameters[0].specifiers
            if specifiers.basic == ["void"] and not part.variadic:
                if specifiers.qualifiers or specifiers.storage:
                    text = "'void' as only parameter may not be qualified"
                    context.diagnostics.error(text, specifiers.token.location)
                return ()
        types: list[CType] = []
        names = context.scope.names
        announced = self._announced(part.announced, part.token) if part.announced else {}
        for number, parameter in enumerate(parameters, 1):
            specified = self.specifiers.analyze(parameter.specifiers, alone=False)
            own = dict(specified.attributes)
            declarator = parameter.declarator
            type_ = specified.type
            if specified.mark is not None:
                report(context.diagnostics, specified.mark, parameter.specifiers.token.location)
            name, token = "", parameter.token
            if declarator is not None:
                name, token = declarator.name or "", declarator.token
                type_ = self.derive(type_, declarator, own)
            if parameter.attributes:
                gnu.evaluate(context, parameter.attributes, own)
            if "nodiscard" in own:
                gnu.misapplied(context, token)
            if type_.is_void:
                if name and definition:
                    context.diagnostics.error(f"parameter {number} ('{name}') has incomplete type", token.location)
                elif name:
                    context.diagnostics.warning(f"parameter {number} ('{name}') has void type", token.location)
                elif len(parameters) == 1 and not part.variadic:
                    if type_.quals or specified.storage:
                        text = "'void' as only parameter may not be qualified"
                        context.diagnostics.error(text, token.location)
                    return ()
                else:
                    context.diagnostics.error("'void' must be the only parameter", token.location)
                type_ = context.types.int
            if specified.storage not in ("", "register") or specified.thread:
                shown = f"parameter '{name}'" if name else "unnamed parameter"
                context.diagnostics.error(f"storage class specified for {shown}", token.location)
            if specified.functions or specified.alignments:
                self._check_parameter(specified, name, token)
            if definition and not name and not type_.is_void:
                text = "ISO C does not support omitting parameter names in function definitions before C2X"
                context.diagnostics.since(2020, text, token.location)
            if definition and has_star(type_):
                collected.star = True
            array = type_.is_array
            type_ = self.adjusted(type_, declarator, own, token, collected)
            types.append(strip(type_).with_quals(type_.quals & ATOMIC) if type_.quals else type_)
            variable = announced.pop(name, None) or tree.Variable(name, type_, token)
            if variable.type is not type_ and not compatible(variable.type, type_):
                text = f"conflicting types for '{name}'; have '{type_text(type_)}'"
                context.diagnostics.error(text, token.location)
            variable.type, variable.token, variable.attributes, variable.align = type_, token, own, type_.align
            if specified.storage == "register":
                own["register"] = []
            variable.is_parameter, variable.array = True, array
            collected.variables.append(variable)
            if name:
                if names.get(name, variable) is not variable:
                    context.diagnostics.error(f"redefinition of parameter '{name}'", token.location)
                names[name] = variable
        for name, variable in announced.items():
            context.diagnostics.error(f"parameter '{name}' has just a forward declaration", variable.token.location)
        return tuple(types)

    def _announced(self, parameters: Sequence[nodes.Parameter], token: Token) -> dict[str, tree.Variable]:
        """GNU C: ``int f(int n; int a[n], int n)`` announces what sizes mention; the variables, by name."""
        context = self.context
        context.diagnostics.pedwarn("ISO C forbids forward parameter declarations", token.location, "pedantic")
        made: dict[str, tree.Variable] = {}
        for parameter in parameters:
            declarator = parameter.declarator
            if declarator is None or not declarator.name:
                context.diagnostics.error("parameter has just a forward declaration", parameter.token.location)
                continue
            specified = self.specifiers.analyze(parameter.specifiers, alone=False)
            own = dict(specified.attributes)
            type_ = self.adjusted(self.derive(specified.type, declarator, own), declarator, own, declarator.token)
            variable = tree.Variable(declarator.name, type_, declarator.token)
            variable.is_parameter = True
            made[declarator.name] = context.scope.names[declarator.name] = variable
        return made

    def _check_parameter(self, specified: Specified, name: str, token: Token) -> None:
        """Function specifiers and alignments are not for parameters (6.7.4p2, 6.7.5p2)."""
        diagnostics = self.context.diagnostics
        for word in specified.functions:
            shown = f"'{name}'" if name else "'({anonymous})'"
            diagnostics.pedwarn(f"parameter {shown} declared '{word}'", token.location)
        if specified.alignments:
            shown = f"parameter '{name}'" if name else "unnamed parameter"
            diagnostics.error(f"alignment specified for {shown}", token.location)

    def adjusted(
        self,
        type_: CType,
        declarator: nodes.Declarator | None,
        attributes: gnu.Attributes,
        token: Token,
        collected: ParameterList | None = None,
    ) -> CType:
        """A parameter's type: arrays and functions become pointers (6.7.6.3p7, p8)."""
        types = self.context.types
        if attributes:
            type_ = gnu.change_base(self.context, type_, attributes, token)
            type_ = gnu.change_function(self.context, type_, attributes, token)
        if isinstance(type_, ArrayType):
            if collected is not None and type_.length_variable is not None and type_.length_expression is not None:
                size = type_.length_variable, type_.length_expression
                if size in collected.sizes:
                    collected.sizes.remove(size)
                    collected.effects.append(type_.length_expression)
            pointer: CType = types.pointer(type_.element)
            if declarator is not None and declarator.chain:
                part = declarator.chain[0]
                if isinstance(part, nodes.Array) and part.qualifiers:
                    pointer = self.specifiers.qualified(pointer, part.qualifiers, token)
            if type_.quals:
                pointer = types.pointer(qualify(type_.element, type_.quals))
            return pointer
        if type_.is_function:
            return types.pointer(type_)
        return type_


def has_star(type_: CType) -> bool:
    """Whether there is an array of unspecified length, ``[*]``, in a type."""
    while isinstance(type_, ArrayType | PointerType):
        if isinstance(type_, ArrayType):
            if type_.length == -2 and type_.length_expression is None:
                return True
            type_ = type_.element
        else:
            type_ = type_.target
    return False
