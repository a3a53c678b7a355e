"""Function definitions (C17 6.9.1): which of a function's declarations defines it, and its body on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ast import nodes
from ccore.dialect import C2X, C99
from ccore.sema import attributes as gnu
from ccore.sema import tree
from ccore.sema.attribute_checks import check_kept_registers
from ccore.sema.compat import compatible, compatible_parameters, compatible_unqualified
from ccore.sema.context import FunctionState, Scope
from ccore.sema.declarators import ParameterList, has_star
from ccore.sema.marks import report
from ccore.sema.types import ATOMIC, CType, FloatingType, FunctionType, IntegerType

if TYPE_CHECKING:
    from ccore.sema.declarations import Declarations
    from ccore.sema.specifiers import Specified
    from ccore.source import Token



DEFINING = frozenset({"alias", "ifunc", "weakref"})
"""Attributes by which another symbol defines a function."""


@final
class Information:
    """What is known of a function beside its symbol.  ``external``: some declaration at file scope asks for an
    external definition (6.7.4p7)."""

    __slots__ = ("node", "number", "parameters", "external", "inline", "extern_inline", "analyzed", "definition", "gnu")

    def __init__(self) -> None:
        self.node: nodes.FunctionDefinition | None = None
        self.number = 0
        self.parameters: ParameterList | None = None
        self.external = False
        self.inline = False
        self.extern_inline = False  # the definition says extern and inline
        self.analyzed = False
        self.definition: tree.FunctionDefinition | None = None
        self.gnu = False  # GNU's old inline semantics


class Functions:
    """Definitions of functions."""

    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations
        self.context = declarations.context
        self.types = declarations.types
        self.diagnostics = declarations.diagnostics
        self.inline_statics: list[tuple[tree.Function, tree.Symbol, Token, bool]] = []
        self.information: dict[tree.Function, Information] = {}
        self.parameter_scope: Scope = self.context.file_scope
        options = self.context.options
        self._gnu_inline = options.gnu89_inline or options.dialect.year < C99

    def declared(self, function: tree.Function, specified: Specified, at_file: bool) -> None:
        """Take note of one declaration's function specifiers."""
        if specified.functions and function.name == "main":
            self._check_main_specifiers(specified, function.token)
        if function.linkage == "internal" and "weak" in function.attributes:
            text = f"weak declaration of '{function.name}' must be public"
            self.diagnostics.error(text, function.token.location)
            del function.attributes["weak"]
        if "ifunc" in function.attributes and "weak" in function.attributes:
            text = f"indirect function '{function.name}' cannot be declared weak"
            if list(function.attributes).index("weak") < list(function.attributes).index("ifunc"):
                text = f"weak '{function.name}' cannot be defined 'ifunc'"
            self.diagnostics.error(text, function.token.location)
            del function.attributes["weak"]
        if "weakref" in function.attributes and function.linkage == "external":
            text = f"'weakref' symbol '{function.name}' must have static linkage"
            self.diagnostics.error(text, function.token.location)
        info = self.information.get(function)
        if info is None:
            info = self.information[function] = Information()
        if specified.inline:
            function.is_inline = True
            info.inline = True
        if at_file and (not specified.inline or specified.storage == "extern"):
            info.external = True
        if info.node is not None:
            self._settle(function, info)

    def inline_static(self, function: tree.Function, entity: tree.Symbol, token: Token, declared: bool) -> None:
        """Note what has internal linkage or lasting storage in an inline function (6.7.4p3)."""
        self.inline_statics.append((function, entity, token, declared))

    def check_inline_statics(self) -> None:
        """At the end of the unit it is known which functions are but inline definitions."""
        for function, entity, token, declared in self.inline_statics:
            info = self.information.get(function)
            if info is None or info.gnu or info.external or function.linkage == "internal":
                continue
            verb = "declared" if declared else "used"
            text = f"'{entity.name}' is static but {verb} in inline function '{function.name}' which is not static"
            self.diagnostics.pedwarn(text, token.location)

    def _settle(self, function: tree.Function, info: Information) -> None:
        """``Function.emit`` of a defined function."""
        if function.linkage == "internal":
            function.emit = "internal"
        elif not info.inline:
            function.emit = "external"
        elif self.gnu_inline(function):
            function.emit = "inline" if info.extern_inline else "external"
        else:
            function.emit = "external" if info.external else "inline"

    def gnu_inline(self, function: tree.Function) -> bool:
        """Whether ``inline`` means for a function what it means in GNU's C90."""
        return self._gnu_inline or "gnu_inline" in function.attributes

    def define(self, node: nodes.FunctionDefinition) -> None:
        """A definition at file scope: its declarator now, its body now if it is the main file's."""
        declarations = self.declarations
        found = self._declarator(node)
        if found is None:
            return
        specified, own, type_, parameters, label = found
        name, token = node.declarator.name or "", node.declarator.token
        warnings = self.context.warnings
        known = None if warnings is None else declarations._in_scope(name)
        known_type = known.type if isinstance(known, tree.Function) else None
        previous = declarations._linked.get(name)
        if specified.implicit and isinstance(previous, tree.Function):
            declared = previous.type
            if isinstance(declared, FunctionType) and declared.result.is_void:  # GNU C: it stays void
                self.diagnostics.pedwarn(f"conflicting types for '{name}'", token.location)
                declarations._previous(previous)
                prototyped = type_.prototyped and declared.prototyped
                again = FunctionType(declared.result, type_.parameters, type_.variadic, prototyped)
                again.attributes = type_.attributes
                type_ = again
                if not compatible(declared, type_):  # nor does it matter what the parameters are
                    declarations.linkage.set_type(previous, type_, type_, token)
        if isinstance(previous, tree.Function) and not DEFINING.isdisjoint(previous.attributes):
            self.diagnostics.error(f"redefinition of '{name}'", token.location)
            self.diagnostics.note(f"previous definition of '{name}'", previous.token.location)
            return
        earlier = self.information.get(previous) if isinstance(previous, tree.Function) else None
        had_body = earlier is not None and earlier.node is not None
        replaces = had_body and earlier is not None and earlier.extern_inline and earlier.gnu
        replaces = replaces and not (specified.inline and specified.storage == "extern")
        if isinstance(previous, tree.Function) and not type_.prototyped and node.declarator.chain:
            type_ = self._match_prototype(previous, type_, parameters, token)
        if name == "main":
            self._check_main(type_, token)
        function = declarations.function(name, type_, specified, own, token, label, not had_body or replaces, replaces)
        info = self.information.get(function)
        if info is None:
            info = self.information[function] = Information()
        if had_body and not replaces:
            self.diagnostics.error(f"redefinition of '{name}'", token.location)
            self.diagnostics.note(f"previous definition of '{name}'", function.token.location)
            return
        if "alias" in own or "ifunc" in own:
            what = "alias" if "alias" in own else "ifunc"
            text = f"'{what}' attribute ignored because function is defined"
            self.diagnostics.warning(text, token.location, "attributes")
            del function.attributes[what]
        info.node, info.number, info.parameters = node, declarations.file.current, parameters
        info.analyzed, info.definition = False, None
        function.order = info.number
        info.extern_inline = specified.inline and specified.storage == "extern"
        info.gnu = self._gnu_inline or "gnu_inline" in function.attributes
        if replaces:
            info.inline = specified.inline
            function.is_inline = specified.inline
        self._settle(function, info)
        if warnings is not None:
            warnings.declared.definition(function, type_, token, known_type)
        file = declarations.file
        if file.unit.items[file.current].main or not file.lazy:
            self.definition(function)

    def _declarator(
        self, node: nodes.FunctionDefinition
    ) -> tuple[Specified, gnu.Attributes, FunctionType, ParameterList, str | None] | None:
        """What a definition's head says: specifiers, attributes, type, parameters, asm label."""
        declarations, context = self.declarations, self.context
        specified = declarations.specifiers.analyze(node.specifiers, alone=False)
        declarator = node.declarator
        name, token = declarator.name or "", declarator.token
        own = dict(specified.attributes)
        if specified.mark is not None:
            report(self.diagnostics, specified.mark, node.specifiers.token.location)
        if specified.implicit:
            declarations.since_c99("return type defaults to 'int'", token, "implicit-int")
        declarations.declarators.parameters = None
        type_ = declarations.declarators.derive(specified.type, declarator, own, definition=True)
        parameters = declarations.declarators.parameters
        if not isinstance(type_, FunctionType) or parameters is None or specified.storage == "typedef":
            self.diagnostics.error(f"'{name}' is not declared as a function here", token.location)
            return None
        if own:
            type_ = gnu.change_base(context, type_, own, token)
            type_ = gnu.change_function(context, type_, own, token)
        prologue_types: list[CType] | None = None
        if not type_.prototyped:
            suffix = declarator.chain[0]
            assert isinstance(suffix, nodes.FunctionSuffix)
            if context.options.dialect.year >= C2X and suffix.identifiers:
                self.diagnostics.pedwarn("old-style function definition", token.location, "old-style-definition")
            prologue_types = self._old_style(node, suffix, parameters)
        elif node.old_style:
            self.diagnostics.error("old-style parameter declarations in prototyped function definition", token.location)
        if parameters.star:
            start = node.item.tokens[node.item.body] if node.item is not None else token
            self.diagnostics.error("'[*]' not allowed in other than function prototype scope", start.location)
        if prologue_types is not None:
            assert isinstance(type_, FunctionType)
            old_type = FunctionType(type_.result, tuple(prologue_types), False, False)
            old_type.attributes = type_.attributes
            type_ = old_type
        label = None if node.asm_label is None else gnu.string_text(context, node.asm_label)
        assert isinstance(type_, FunctionType)
        return specified, own, type_, parameters, label

    def nested(self, node: nodes.FunctionDefinition) -> None:
        """A definition within a function's body (GNU C), analysed at once: its names are those in scope here."""
        declarations = self.declarations
        state = self.context.function
        found = self._declarator(node)
        if found is None or state is None:
            return
        specified, own, type_, parameters, _ = found
        name, token = node.declarator.name or "", node.declarator.token
        self.diagnostics.pedwarn("ISO C forbids nested functions", token.location, "pedantic")
        if specified.storage not in ("", "auto"):
            self.diagnostics.error(f"invalid storage class for function '{name}'", token.location)
        function = declarations.nested_function(name, type_, own, token)
        if function.emit:
            self.diagnostics.error(f"redefinition of '{name}'", token.location)
            self.diagnostics.note(f"previous definition of '{name}'", function.token.location)
            return
        function.token, function.emit, function.is_inline = token, "internal", specified.inline
        info = self.information[function] = Information()
        info.node, info.number, info.parameters = node, declarations.file.current, parameters
        info.analyzed = True
        evaluated = not self.context.unevaluated
        info.definition = self._analyze(function, info)
        if info.definition is not None and evaluated:
            state.nested.append(info.definition)

    def _old_style(
        self, node: nodes.FunctionDefinition, suffix: nodes.FunctionSuffix, parameters: ParameterList
    ) -> list[CType]:
        """The parameters of a K&R definition, and the types in which they arrive (6.5.2.2p6)."""
        declarations, context = self.declarations, self.context
        scope = parameters.scope
        declared: dict[str, tree.Variable] = {}
        saved, context.scope = context.scope, scope
        around, context.function = context.function, None  # in a nested function they are not in the one around it
        names = [token.text for token in suffix.identifiers or ()]
        declarations.declarators.depth += 1
        sizes = declarations.declarators.collect(parameters.sizes)
        for declaration in node.old_style:
            specifiers = declaration.specifiers
            specified = declarations.specifiers.analyze(specifiers, alone=not declaration.declarators)
            if not declaration.declarators:
                self.diagnostics.pedwarn("empty declaration", declaration.token.location)
            for init in declaration.declarators:
                own = dict(specified.attributes)
                token, name = init.declarator.token, init.declarator.name or ""
                type_ = declarations.declarators.derive(specified.type, init.declarator, own)
                gnu.evaluate(context, init.attributes, own)
                parameters.star = parameters.star or has_star(type_)
                array = type_.is_array
                type_ = declarations.declarators.adjusted(type_, init.declarator, own, token)
                if name not in names:
                    self.diagnostics.error(f"declaration for parameter '{name}' but no such parameter", token.location)
                    continue
                if init.initializer is not None:
                    self.diagnostics.error(f"parameter '{name}' is initialized", token.location)
                if name in declared:
                    self.diagnostics.error(f"redefinition of parameter '{name}'", token.location)
                variable = tree.Variable(name, type_, token, attributes=own, align=type_.align, is_parameter=True)
                variable.array = array
                declared[name] = scope.names[name] = variable
        declarations.declarators.depth -= 1
        declarations.declarators.collect(sizes)
        context.scope, context.function = saved, around
        types: list[CType] = []
        for token in suffix.identifiers or ():
            name = token.text
            found = declared.get(name)
            other = scope.names.get(name)
            if other is not None and other is not found:
                self.diagnostics.error(f"'{name}' declared as a non-parameter", other.token.location)
            elif found is None:
                declarations.since_c99(f"type of '{name}' defaults to 'int'", token, "implicit-int")
            if found is None:
                found = tree.Variable(name, self.types.int, token, align=self.types.int.align, is_parameter=True)
                scope.names[name] = found
            parameters.variables.append(found)
            types.append(self._promoted(found.type.unqualified).with_quals(found.type.quals & ATOMIC))
        return types

    def _match_prototype(
        self, previous: tree.Function, type_: FunctionType, parameters: ParameterList, token: Token
    ) -> FunctionType:
        """Compare an old-style definition with the prototype before it (6.7.6.3p15); the type to go on with."""
        before = self.declarations.linkage.type_of(previous)
        if not isinstance(before, FunctionType) or not before.prototyped:
            return type_
        if not compatible_unqualified(before.result, type_.result):
            return type_
        if isinstance(previous.type, FunctionType) and previous.builtin and not previous.type.prototyped:
            self._match_builtin(previous, before, type_, parameters, token)
            return type_
        if before.variadic:
            text = f"'{previous.name}' defined as variadic function without prototype"
            self.diagnostics.warning(text, token.location)
            self.declarations._previous(previous)
            again = FunctionType(type_.result, type_.parameters, True, True)
            again.attributes = type_.attributes
            return again
        if len(before.parameters) != len(parameters.variables):
            if before.parameters or parameters.variables:
                self.diagnostics.error("number of arguments doesn't match prototype", token.location)
                self.diagnostics.error("prototype declaration", previous.token.location)
                return before
            return type_
        matched = True
        prototype = self.declarations.linkage.token_of(previous)
        for variable, wanted, arrives in zip(parameters.variables, before.parameters, type_.parameters):
            if compatible_parameters(arrives, wanted):
                continue
            name, place = variable.name, variable.token.location
            matched = False
            if compatible_parameters(variable.type, wanted):
                self.diagnostics.pedwarn(f"promoted argument '{name}' doesn't match prototype", place, "pedantic")
                self.diagnostics.pedwarn("prototype declaration", prototype.location, "pedantic")
            else:
                self.diagnostics.error(f"argument '{name}' doesn't match prototype", place)
                self.diagnostics.error("prototype declaration", prototype.location)
        return type_ if matched else before

    def _match_builtin(
        self,
        previous: tree.Function,
        library: FunctionType,
        type_: FunctionType,
        parameters: ParameterList,
        token: Token,
    ) -> None:
        """An old-style definition of a library function that no prototype declares: no more than a warning."""
        wrong = ""
        if len(library.parameters) != len(type_.parameters):
            wrong = "number of arguments"
        for variable, wanted, arrives in zip(parameters.variables, library.parameters, type_.parameters):
            if not wrong and not compatible_unqualified(arrives, wanted):
                wrong, token = f"argument '{variable.name}'", variable.token
        if wrong:
            text = f"{wrong} doesn't match built-in prototype"
            self.diagnostics.warning(text, token.location)
            self.declarations.linkage.whole.pop(previous, None)
            previous.builtin = ""

    def _check_main(self, type_: FunctionType, token: Token) -> None:
        """The type of ``main`` (5.1.2.2.1)."""
        if self.context.options.freestanding:
            return
        types, found = self.types, type_.parameters
        strings = types.pointer(types.pointer(types.char))
        complaints = []
        if type_.result.unqualified is not types.int:
            complaints.append("return type of 'main' is not 'int'")
        for which, parameter, wanted, should in zip(
            ("first", "second", "third"), found, (types.int, strings, strings), ("should", "should", "should probably")
        ):
            if not compatible_unqualified(parameter, wanted):
                shown = "int" if wanted is types.int else "char **"
                complaints.append(f"{which} argument of 'main' {should} be '{shown}'")
        if len(found) > 3 or len(found) == 1:
            complaints.append("'main' takes only zero or two arguments")
        for text in complaints:
            self.diagnostics.pedwarn(text, token.location, "main")

    def _check_main_specifiers(self, specified: Specified, token: Token) -> None:
        """5.1.2.2.1 and 6.7.4p4, where the environment is hosted."""
        if not self.context.options.freestanding:
            if specified.inline:
                self.diagnostics.pedwarn("cannot inline function 'main'", token.location)
            if "_Noreturn" in specified.functions:
                self.diagnostics.pedwarn("'main' declared '_Noreturn'", token.location)

    def _promoted(self, type_: CType) -> CType:
        """A type after the default argument promotions."""
        if isinstance(type_, FloatingType) and type_.name == "float":
            return self.types.double
        if isinstance(type_, IntegerType) and type_.rank < self.types.int.rank:
            return self.types.int
        return type_

    # --- Bodies -----------------------------------------------------------------------------------------------

    def definition(self, function: tree.Function) -> tree.FunctionDefinition | None:
        """The analysed body of a function, made at first call; None where it has none or it has errors."""
        self.declarations.file.settle_name(function.name)
        info = self.information.get(function)
        if info is None or info.node is None:
            return None
        if not info.analyzed:
            info.analyzed = True
            info.definition = self._analyze(function, info)
        return info.definition

    def _analyze(self, function: tree.Function, info: Information) -> tree.FunctionDefinition | None:
        declarations, context = self.declarations, self.context
        file = declarations.file
        node = info.node
        parameters = info.parameters
        assert node is not None and parameters is not None
        errors = self.diagnostics.errors
        body = node.body if node.body is not None else file.unit.body(node)
        if body is None:
            return None
        type_ = function.type
        assert isinstance(type_, FunctionType)
        state = FunctionState(function, type_.result, variadic=type_.variadic)
        warnings = file.warnings if file.unit.items[info.number].main else None
        saved = (
            context.scope, context.function, context.unevaluated, file.current, self.parameter_scope, context.warnings
        )  # fmt: skip
        context.warnings = warnings
        context.scope = self.parameter_scope = parameters.scope
        context.function, context.unevaluated, file.current = state, 0, info.number
        try:
            self._check_signature(function, type_, parameters)
            check_kept_registers(context, function, type_)
            prologue: list[tree.Statement] = []
            state.parameters = self._incoming(type_, parameters, state, prologue)
            if warnings is not None:
                warnings.parameters(state, file.lookup)
            token = body.token
            for effect in parameters.effects:
                prologue.append(tree.ExpressionStatement(token, effect))
            if parameters.sizes:
                prologue.append(tree.EvaluateSizes(token, parameters.sizes))
                state.variables += [variable for variable, _ in parameters.sizes]
            block = declarations.statements.body(body, prologue)
            if (
                function.name == "main"
                and function.emit == "external"
                and compatible_unqualified(type_.result, self.types.int)
            ):
                block.statements.append(
                    tree.Return(body.end, tree.IntegerConstant(body.end, type_.result.unqualified, 0))
                )
        finally:
            parameters.scope.leave()
            (
                context.scope, context.function, context.unevaluated, file.current, self.parameter_scope,
                context.warnings,
            ) = saved  # fmt: skip
        if warnings is not None and self.diagnostics.errors == errors:
            warnings.function(node, state, block, body.end)
        file.settle()
        for inner in state.inner:
            if not inner.emit:
                self.diagnostics.error(
                    f"nested function '{inner.name}' declared but never defined", inner.token.location
                )
        if self.diagnostics.errors > errors:
            return None
        labels = [label for label in state.labels.values() if label.defined]
        return tree.FunctionDefinition(
            function, state.parameters, block, labels, state.uses_va_start, state.nested
        )

    def _check_signature(self, function: tree.Function, type_: FunctionType, parameters: ParameterList) -> None:
        if type_.result.size == -1 and not type_.result.is_void:
            self.diagnostics.error("return type is an incomplete type", function.token.location)
        for number, variable in enumerate(parameters.variables, 1):
            if variable.type.size == -1 and not variable.type.is_void:
                self.diagnostics.error(
                    f"parameter {number} ('{variable.name}') has incomplete type", variable.token.location
                )
                variable.type = self.types.int

    def _incoming(
        self, type_: FunctionType, parameters: ParameterList, state: FunctionState, prologue: list[tree.Statement]
    ) -> list[tree.Variable]:
        """The parameters as they arrive.  A K&R parameter that arrives promoted is copied into one of its own type."""
        incoming: list[tree.Variable] = []
        for variable, arrives in zip(parameters.variables, type_.parameters):
            variable.is_parameter = True
            variable.align = max(variable.type.align, gnu.alignment(variable.attributes))
            if compatible_unqualified(variable.type, arrives) or not (
                isinstance(variable.type.unqualified, (IntegerType, FloatingType))
            ):
                incoming.append(variable)
                continue
            token: Token = variable.token
            hidden = tree.Variable("", arrives, token, align=arrives.align, is_parameter=True)
            variable.is_parameter = False
            own = variable.type.unqualified
            value = tree.Convert(token, own, tree.Load(token, arrives, tree.VariableReference(token, arrives, hidden)))
            state.variables.append(variable)
            prologue.append(tree.Declare(token, variable, tree.Initializer([tree.InitialValue(0, own, value)], False)))
            incoming.append(hidden)
        return incoming
