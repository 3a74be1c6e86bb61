"""Documents read once: parsed, weighed, validated, and the plans made of them."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, NamedTuple, TypeVar

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    parse,
    print_ast,
    specified_rules,
    validate,
)
from graphql.execution.values import VariableValues, get_variable_values

from tributary.api.graphql.engine.catalogue import Catalogue
from tributary.api.graphql.engine.compiler import Asked, Compiler, Plan
from tributary.api.graphql.engine.limits import Limits, Meter, Scale, TooMuch, require_short
from tributary.api.graphql.engine.mirror import QUESTIONS, Mirror
from tributary.api.graphql.engine.selection import Selector
from tributary.api.graphql.engine.shapes import Shaper
from tributary.api.graphql.engine.viewers import Viewer

DOCUMENTS_MAX: Final = 1_000
KEPT_WHOLE: Final = 4_000
"""Characters of a document that is found again by its text, which is faster than by its digest."""
PLANS_MAX: Final = 64
"""Of one document; a document has more only when somebody plays with its page sizes."""
ERRORS_MAX: Final = 5

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The most recently used values, up to a number."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return a value and remember that it was used."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> V:
        """Keep a value in place of the one unused for longest."""
        self._values[key] = value
        if len(self._values) > self._size:
            self._values.popitem(last=False)
        return value


class Refused(Exception):
    """The request cannot be executed; the errors say why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(slots=True)
class Operation:
    """One operation of a valid document with its plans."""

    node: OperationDefinitionNode
    shaper: Shaper
    plain: Sequence[tuple[str, type]] | None
    """The types of the variables when all are required scalars of JSON itself."""
    plans: Recent[Hashable, Plan] = field(default_factory=lambda: Recent(PLANS_MAX))


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read, or the errors it has."""

    operations: Mapping[str | None, Operation]
    fragments: Mapping[str, FragmentDefinitionNode]
    errors: tuple[GraphQLError, ...] = ()


class Understood(NamedTuple):
    """What somebody asks, once it is clear: an operation of a document with its variables."""

    document: Document
    operation: Operation
    variables: VariableValues
    shape: Hashable
    """What a plan may depend on of the variables."""


class Library:
    """Keeps documents that were read, and finds them by their text."""

    def __init__(
        self, catalogue: Catalogue, *, limits: Limits | None = None, shows_schema: bool = True
    ) -> None:
        self.catalogue = catalogue
        self.limits = limits or Limits()
        self._shows_schema = shows_schema
        self._mirror = Mirror(catalogue.schema, self.limits.introspection)
        self._documents: Recent[str | bytes, Document] = Recent(DOCUMENTS_MAX)
        # As many as there are trusted ones; nobody's own documents push them out.
        self._trusted: dict[str, Document] = {}
        nodes = {name for name, entry in catalogue.types.items() if entry.is_node}
        self._shaper: Callable[[OperationDefinitionNode], Shaper] = lambda node: Shaper(
            catalogue.schema, node, nodes
        )

    def known(self, text: str, trusted_by: str | None = None) -> Document | None:
        """Return what a document was when it was read before; a trusted one has an id."""
        if trusted_by is not None:
            return self._trusted.get(trusted_by)
        return self._documents.get(_key_of(text))

    def keep(self, text: str, document: Document, trusted_by: str | None = None) -> Document:
        """Remember what a document is."""
        if trusted_by is not None:
            return self._trusted.setdefault(trusted_by, document)
        return self._documents.put(_key_of(text), document)

    def understood(
        self, document: Document, name: str | None, given: Mapping[str, Any]
    ) -> Understood:
        """Return which operation of a document is meant, and its variables by their types.

        Raises:
            Refused: there is no such operation, or a variable is missing or of another type.
        """
        operation = operation_of(document, name)
        variables = self._variables(operation, given)
        return Understood(document, operation, variables, operation.shaper(variables.coerced))

    def _variables(self, operation: Operation, given: Mapping[str, Any]) -> VariableValues:
        """Return the variables as their types have them.

        Raises:
            Refused: one is missing or of another type.
        """
        if operation.plain is not None:
            coerced: dict[str, Any] = {}
            for name, kind in operation.plain:
                value = coerced[name] = given.get(name)
                if not _fits(value, kind):
                    break
            else:
                return VariableValues({}, coerced)
        definitions = operation.node.variable_definitions or ()
        values = get_variable_values(
            self.catalogue.schema,
            definitions,
            dict(given),
            max_errors=ERRORS_MAX,
            hide_suggestions=not self._shows_schema,
        )
        if isinstance(values, VariableValues):
            return values
        raise Refused([_with_code(each, "BAD_USER_INPUT") for each in values])

    def plan(self, understood: Understood, viewer: Viewer) -> Plan:
        """Return how an operation is answered, compiled when it is new in this shape.

        Raises:
            Refused: it costs too much, or asks for what the viewer's role may not have.
        """
        shape = (
            viewer.is_distributor,
            viewer.breadth,
            viewer.roles,
            viewer.scopes,
            understood.shape,
        )
        plans = understood.operation.plans
        plan = plans.get(shape)
        if plan is not None:
            return plan
        try:
            return plans.put(shape, self._compiled(understood, viewer))
        except GraphQLError as error:
            raise Refused([error]) from error

    def asked(self, understood: Understood, viewer: Viewer) -> Asked:
        """Return what is to be compiled, when it costs no more than anybody may spend.

        Raises:
            TooMuch: it does.
        """
        document, operation, variables, _ = understood
        cost = Meter(self.catalogue, document.fragments, variables.coerced).cost_of(operation.node)
        if cost > self.limits.cost:
            raise TooMuch(f"The operation may read {cost} rows; {self.limits.cost} is the most.")
        return Asked(operation.node, document.fragments, variables, viewer, cost)

    def _compiled(self, understood: Understood, viewer: Viewer) -> Plan:
        asked = self.asked(understood, viewer)
        return Compiler(self.catalogue, asked).plan(self._introspected(asked))

    def _introspected(self, asked: Asked) -> dict[str, str]:
        """Answer what is asked about the schema itself, by the key of the answer.

        Raises:
            TooMuch: the answer would list more of the schema than anybody needs at once.
        """
        if asked.operation.operation is not OperationType.QUERY:
            return {}
        schema = self.catalogue.schema
        selector = Selector(schema, asked.fragments, asked.variables.coerced)
        fields = selector.of_sets("Query", [asked.operation.selection_set])
        nodes = {key: each for key, each in fields.items() if each[0].name.value in QUESTIONS}
        if not nodes:
            return {}
        chosen: list[FieldNode] = [node for each in nodes.values() for node in each]
        self._mirror.require_little(chosen, asked.fragments)
        operation = OperationDefinitionNode(
            operation=asked.operation.operation,
            # What the schema is asked about is named by texts; other variables are not for it.
            variable_definitions=tuple(
                each
                for each in asked.operation.variable_definitions or ()
                if isinstance(asked.variables.coerced.get(each.variable.name.value), str | bool)
            ),
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(chosen)),
        )
        document = DocumentNode(definitions=(operation, *asked.fragments.values()))
        result = execute_sync(schema, document, variable_values=dict(asked.variables.coerced))
        if result.errors:
            raise result.errors[0]
        answers: dict[str, Any] = result.data or {}
        return {key: orjson.dumps(answers[key]).decode() for key in nodes}

    def read(self, text: str) -> Document:
        """Return what a document is, or the errors it has; nothing of the library is changed."""
        try:
            require_short(text, self.limits)
            document = parse(text, no_location=False)
            scale = Scale(document, self.limits)
            for each in document.definitions:
                if isinstance(each, OperationDefinitionNode):
                    scale.require_light(each)
        except GraphQLError as error:
            return Document({}, {}, (_with_code(error, "GRAPHQL_PARSE_FAILED"),))
        rules = [*specified_rules]
        if not self._shows_schema:
            rules.append(NoSchemaIntrospectionCustomRule)
        errors = validate(
            self.catalogue.schema,
            document,
            rules,
            max_errors=ERRORS_MAX,
            hide_suggestions=not self._shows_schema,
        )
        if errors:
            found = tuple(_with_code(each, "GRAPHQL_VALIDATION_FAILED") for each in errors)
            return Document({}, {}, found)
        return self._accepted(document)

    def _accepted(self, document: DocumentNode) -> Document:
        operations: dict[str | None, Operation] = {}
        fragments: dict[str, FragmentDefinitionNode] = {}
        for each in document.definitions:
            if isinstance(each, FragmentDefinitionNode):
                fragments[each.name.value] = each
            elif isinstance(each, OperationDefinitionNode):
                name = each.name.value if each.name else None
                operations[name] = Operation(each, self._shaper(each), _plain_types(each))
        return Document(operations, fragments)


_PLAIN: Final[Mapping[str, type]] = {"ID": str, "String": str, "Int": int, "Boolean": bool}
_INT: Final = range(-(2**31), 2**31)


def _key_of(text: str) -> str | bytes:
    # Of a long document only the digest is kept: it may have been sent to fill the memory.
    return text if len(text) <= KEPT_WHOLE else hashlib.sha256(text.encode()).digest()


def _plain_types(operation: OperationDefinitionNode) -> Sequence[tuple[str, type]] | None:
    found: list[tuple[str, type]] = []
    for each in operation.variable_definitions or ():
        kind = _PLAIN.get(print_ast(each.type).rstrip("!"))
        if kind is None or each.default_value is not None:
            return None
        found.append((each.variable.name.value, kind))
    return found


def _fits(value: object, kind: type) -> bool:
    """Tell whether a value is surely right; a doubtful one is left to the library."""
    return type(value) is kind and (kind is not int or value in _INT)


def operation_of(document: Document, name: str | None) -> Operation:
    """Return the operation of a document that is to be executed.

    Raises:
        Refused: the document is not valid, too large, or has no such operation.
    """
    if document.errors:
        raise Refused(list(document.errors))
    if name is None and len(document.operations) == 1:
        return next(iter(document.operations.values()))
    found = document.operations.get(name) if name is not None else None
    if found is None:
        message = (
            "Say by operationName which of the operations is meant."
            if name is None
            else f"The document has no operation {name!r}."
        )
        raise Refused([GraphQLError(message, extensions={"code": "OPERATION_UNKNOWN"})])
    return found


def _with_code(error: GraphQLError, code: str) -> GraphQLError:
    if not error.extensions:
        error.extensions = {"code": code}
    return error
