"""What a mutation answers: plain values as the deed gave them, rows as the viewer sees them.

The rows of all fields of a payload are read by one statement, compiled and bound once before the
deed, so that whatever is wrong with the selection is found before anything is changed.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

# ruff: noqa: S608  Declarations and numbers meet here; every value is a parameter.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
from graphql import FieldNode, GraphQLField, GraphQLObjectType, get_named_type, is_list_type
from graphql import get_nullable_type as bare

from tributary.api.graphql.engine.catalogue import Catalogue
from tributary.api.graphql.engine.compiler import Asked, Compiler
from tributary.api.graphql.engine.parameters import Binder, Inputs
from tributary.api.graphql.engine.pool import ReadPool
from tributary.api.graphql.engine.text import concat

# JSON escapes control characters, so these stand in no row.
_ROW_END: Final = "\x1e"
_FIELD_END: Final = "\x1d"
_ID_LENGTH: Final = 36

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The place of rows in an answer, until they are read."""

    path: Path
    ids: tuple[str, ...]
    is_list: bool


_Part = str | _Rows


class Showing:
    """Writes the answer of one mutation field for one viewer."""

    def __init__(
        self, catalogue: Catalogue, asked: Asked, payload: str, nodes: Sequence[FieldNode]
    ) -> None:
        self._catalogue = catalogue
        self._nodes = nodes
        self._inputs = Inputs(asked.viewer, asked.variables.coerced)
        self._compiler = Compiler(catalogue, asked)
        self._wanted: dict[Path, list[UUID]] = {}
        self._fields: list[tuple[Path, str]] = []
        self._compile(payload, nodes, ())
        self._arguments()

    async def text(self, kind: str, values: Mapping[str, Any], pool: ReadPool) -> str:
        """Return the answer as JSON.

        Args:
            kind: which member of the union the answer is.
            values: its values by the names that Python has for the fields; rows by id.
            pool: where rows are read.
        """
        parts: list[_Part] = []
        self._object(kind, values, self._nodes, (), parts)
        for part in parts:
            if isinstance(part, _Rows):
                self._wanted.setdefault(part.path, []).extend(UUID(each) for each in part.ids)
        rows = await self._read(pool) if any(self._wanted.values()) else {}
        return "".join(part if isinstance(part, str) else _shown(part, rows) for part in parts)

    def _compile(self, kind: str, nodes: Sequence[FieldNode], path: Path) -> None:
        for key, each in self._compiler.selector.of_nodes(kind, nodes).items():
            name = each[0].name.value
            if name == "__typename":
                continue
            target = get_named_type(self._declared(kind, name).type).name
            if target in self._catalogue.types:
                self._fields.append(((*path, key), self._rows(target, each, (*path, key))))
            elif target != "Money" and each[0].selection_set is not None:
                self._compile(target, each, (*path, key))

    def _rows(self, kind: str, nodes: Sequence[FieldNode], path: Path) -> str:
        compiler = self._compiler
        alias = compiler.alias()
        rows = compiler.rows_of(self._catalogue.table(kind), alias)
        place = compiler.parameters.bind(self._ids_at(path), "uuid[]")
        where = [f"{alias}.id = ANY({place})", *compiler.conditions(kind, alias)]
        text = concat(compiler.row(kind, alias, nodes))
        return (
            f"(SELECT string_agg(concat({alias}.id, {text}), chr({ord(_ROW_END)})) "
            f"FROM {rows} WHERE {' AND '.join(where)})"
        )

    def _ids_at(self, path: Path) -> Binder:
        return lambda _: self._wanted.get(path, [])

    def _arguments(self) -> list[object]:
        """Bind everything; what cannot be bound is found before anything is done."""
        return [bind(self._inputs) for bind in self._compiler.parameters.binders]

    async def _read(self, pool: ReadPool) -> dict[tuple[Path, str], str]:
        separator = f", chr({ord(_FIELD_END)}), "
        sql = f"SELECT concat({separator.join(sql for _, sql in self._fields)})"
        value = await pool.value(sql, self._arguments(), self._inputs.viewer.brand_id)
        found: dict[tuple[Path, str], str] = {}
        texts = value.decode().split(_FIELD_END)
        for (path, _), text in zip(self._fields, texts, strict=True):
            for row in text.split(_ROW_END) if text else ():
                found[path, row[:_ID_LENGTH]] = row[_ID_LENGTH:]
        return found

    def _object(
        self,
        kind: str,
        values: Mapping[str, Any],
        nodes: Sequence[FieldNode],
        path: Path,
        parts: list[_Part],
    ) -> None:
        before = "{"
        for key, each in self._compiler.selector.of_nodes(kind, nodes).items():
            parts.append(f'{before}"{key}":')
            before = ","
            name = each[0].name.value
            if name == "__typename":
                parts.append(f'"{kind}"')
                continue
            declared = self._declared(kind, name)
            python_name = declared.extensions["strawberry-definition"].python_name
            self._value(declared, values[python_name], each, (*path, key), parts)
        parts.append("{}" if before == "{" else "}")

    def _value(
        self,
        declared: GraphQLField,
        value: Any,  # noqa: ANN401  JSON has any type.
        nodes: Sequence[FieldNode],
        path: Path,
        parts: list[_Part],
    ) -> None:
        target = get_named_type(declared.type).name
        is_list = is_list_type(bare(declared.type))
        if target in self._catalogue.types:
            ids = value if is_list else [value]
            parts.append(_Rows(path, tuple(each for each in ids if each is not None), is_list))
        elif value is None or nodes[0].selection_set is None:
            parts.append(self._scalar(target, value))
        elif is_list:
            for place, each in enumerate(value):
                parts.append("," if place else "[")
                self._object(target, each, nodes, path, parts)
            parts.append("]" if value else "[]")
        else:
            self._object(target, value, nodes, path, parts)

    def _scalar(self, target: str, value: Any) -> str:  # noqa: ANN401  JSON has any type.
        names = self._catalogue.enums.get(target)
        if names is None:
            return orjson.dumps(value).decode()
        if isinstance(value, list):
            return orjson.dumps([names[each] for each in value]).decode()
        return orjson.dumps(None if value is None else names[value]).decode()

    def _declared(self, kind: str, name: str) -> GraphQLField:
        found = self._catalogue.schema.type_map[kind]
        if not isinstance(found, GraphQLObjectType):
            raise TypeError(found)
        declared: GraphQLField = found.fields[name]
        return declared


def _shown(part: _Rows, rows: Mapping[tuple[Path, str], str]) -> str:
    texts = [rows[part.path, each] for each in part.ids if (part.path, each) in rows]
    if part.is_list:
        return f"[{','.join(texts)}]"
    return texts[0] if texts else "null"
