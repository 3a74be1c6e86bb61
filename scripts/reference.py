"""Writes the reference of the graph as a folder of pages: `python -m scripts.reference FOLDER`.

A page for each type and for each way in, made of the schema, the policies and the refusals; plain
HTML, so that it can be put anywhere. Its examples are executed by a test.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
)

from scripts.examples import example_of
from scripts.refusals import entry, package, refusals
from tributary.api.graphql import catalogue
from tributary.api.graphql.engine import Catalogue
from tributary.api.graphql.policies import POLICIES

STYLE: Final = """
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1f2328;margin:0}
main,header{max-width:60rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem}a{color:#0b5cad}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
code,pre{font:14px/1.5 ui-monospace,Menlo,Consolas,monospace}
pre{background:#f4f6f8;border-radius:6px;padding:.8rem;overflow:auto}
table{border-collapse:collapse;width:100%;display:block;overflow:auto}
td,th{border-bottom:1px solid #dde2e7;padding:.4rem .6rem;text-align:left;vertical-align:top}
ul.names{columns:3 14rem;padding-left:1rem}.note{color:#57606a}
@media(prefers-color-scheme:dark){body{background:#14171a;color:#dfe3e7}a{color:#7ab8ff}
pre{background:#1e2226}td,th{border-color:#30363d}.note{color:#9aa4ae}}
"""

ROOTS: Final = {"Query": "query", "Mutation": "mutation", "Subscription": "subscription"}
GUIDES: Final = """
<p>Everything is asked at <code>POST /graphql</code>. Programs send an access token
(<code>Authorization: Bearer …</code>). Ids are global: <code>Order:0197…</code>. Amounts are texts
with the decimals of their currency. Lists are pages: ask for <code>first</code> (100 at most) and
pass <code>pageInfo.endCursor</code> as <code>after</code>, or ask for <code>last</code> and pass
<code>before</code> to go back. A mutation that moves money takes an <code>idempotencyKey</code>:
sent again with the same key and input it answers as before, with another input it is refused. It
answers with a union: what was done, or <code>Refused</code> with one of the
<a href="refusals.html">codes</a>.</p>
"""


def pages(known: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield each page's file name and text."""
    kinds = {
        name: kind for name, kind in known.schema.type_map.items() if not name.startswith("__")
    }
    yield "index.html", _page("The graph of Tributary", GUIDES + _index(kinds.values()))
    yield "refusals.html", _page("Refusals", _refusals())
    yield "who.html", _page("Who sees a field", _policies())
    users = _users(kinds)
    for name, kind in kinds.items():
        yield f"{name}.html", _page(name, _described(kind, known, users.get(name, ())))


def _index(kinds: Iterable[GraphQLNamedType]) -> str:
    groups: dict[str, list[str]] = {"Ways in": list(ROOTS)}
    for kind in sorted(kinds, key=lambda each: each.name):
        if kind.name in ROOTS:
            continue
        heading = type(kind).__name__.removeprefix("GraphQL").removesuffix("Type")
        groups.setdefault(f"{heading} types", []).append(kind.name)
    return "".join(
        f"<h2>{heading}</h2><ul class=names>{_items(names)}</ul>"
        for heading, names in groups.items()
    )


def _items(names: Iterable[str]) -> str:
    return "".join(f"<li>{_link(name)}</li>" for name in names)


def _users(kinds: Mapping[str, GraphQLNamedType]) -> dict[str, list[str]]:
    """Return where each type is met: `Type.field`."""
    users: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        for field, each in _fields(kind).items():
            met = {get_named_type(each.type).name}
            if isinstance(each, GraphQLField):
                met |= {get_named_type(one.type).name for one in each.args.values()}
            for one in met:
                users.setdefault(one, []).append(f"{name}.{field}")
    return users


def _fields(kind: GraphQLNamedType) -> Mapping[str, GraphQLField | GraphQLInputField]:
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        fields: Mapping[str, GraphQLField | GraphQLInputField] = kind.fields
        return fields
    return {}


def _described(kind: GraphQLNamedType, known: Catalogue, users: Iterable[str]) -> str:
    parts = [f"<p>{escape(kind.description or '')}</p>"]
    if isinstance(kind, GraphQLObjectType) and kind.interfaces:
        parts.append(f"<p>Is also: {', '.join(_link(each.name) for each in kind.interfaces)}.</p>")
    if isinstance(kind, GraphQLUnionType):
        parts.append(f"<p>One of:</p><ul>{_items(each.name for each in kind.types)}</ul>")
    if isinstance(kind, GraphQLEnumType):
        rows = [(f"<code>{name}</code>", _prose(each)) for name, each in kind.values.items()]
        parts.append(_table(("Value", "Meaning"), rows))
    if kind.name in ROOTS and isinstance(kind, GraphQLObjectType):
        links = "".join(
            f"<li>{_link(kind.name, f'{kind.name}.{name}')}</li>" for name in kind.fields
        )
        parts.append(f"<ul class=names>{links}</ul>")
        parts += [_way_in(kind.name, name, field, known) for name, field in kind.fields.items()]
    elif fields := _fields(kind):
        described = [_row(kind.name, name, each, known) for name, each in fields.items()]
        parts.append(_table(("Field", "Type", "Meaning", "Who"), described))
    met = ", ".join(_link(each.partition(".")[0], each) for each in users)
    if met:
        parts.append(f"<h2>Met at</h2><p>{met}</p>")
    return "".join(parts)


def _way_in(root: str, name: str, field: GraphQLField, known: Catalogue) -> str:
    example = example_of(ROOTS[root], name, field)
    rows = [
        (f"<code>{argument}</code>", _typed(each.type), _prose(each))
        for argument, each in field.args.items()
    ]
    arguments = _table(("Argument", "Type", "Meaning"), rows) if rows else ""
    variables = f"<pre>{escape(example.shown_variables)}</pre>" if example.variables else ""
    return (
        f'<h2 id="{name}"><code>{name}</code>: {_typed(field.type)}</h2><p>{_prose(field)} '
        f"<span class=note>{_who(root, name, known)}</span></p>"
        f"{arguments}<pre>{escape(example.text)}</pre>{variables}"
    )


def _row(
    kind: str, name: str, field: GraphQLField | GraphQLInputField, known: Catalogue
) -> tuple[str, ...]:
    arguments = ""
    if isinstance(field, GraphQLField) and field.args:
        taken = ", ".join(f"{each}: {one.type}" for each, one in field.args.items())
        arguments = f"<br><span class=note>({escape(taken)})</span>"
    shown = f"<code>{name}</code>{arguments}"
    return shown, _typed(field.type), _prose(field), _who(kind, name, known)


def _who(kind: str, name: str, known: Catalogue) -> str:
    """Return to whom a field is shown; of which rows is another matter (docs/access.md)."""
    if kind == "Mutation":
        policy = known.deeds[name].policy
    else:
        entry_of = known.subscription if kind == "Subscription" else known.types.get(kind)
        if entry_of is None:
            return ""
        policy = entry_of.fields[name].policy
    return f'<a href="who.html#{policy.name.replace(" ", "-")}">{escape(policy.name)}</a>'


def _prose(each: object) -> str:
    said = escape(getattr(each, "description", None) or "")
    reason = getattr(each, "deprecation_reason", None)
    return f"{said} <b>Deprecated:</b> {escape(reason)}" if reason else said


def _policies() -> str:
    return "".join(
        f'<h2 id="{each.name.replace(" ", "-")}">{escape(each.name)}</h2>'
        f"<p>{', '.join(sorted(role.value.replace('_', ' ') for role in each.roles))}</p>"
        for each in POLICIES
    )


def _refusals() -> str:
    rows = [
        (f"<code>{one.code}</code>", package(one), *map(escape, entry(one))) for one in refusals()
    ]
    return _table(("Code", "Part", "Meaning", "What to do"), rows)


def _typed(kind: object) -> str:
    named = get_named_type(kind).name  # type: ignore[call-overload]
    return f"<code>{escape(str(kind)).replace(named, _link(named))}</code>"


def _link(name: str, shown: str | None = None) -> str:
    anchor = ""
    if shown is not None and name in ROOTS:
        anchor = f"#{shown.partition('.')[2]}"
    return f'<a href="{name}.html{anchor}">{shown or name}</a>'


def _table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{each}</th>" for each in heading)
    body = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _page(title: str, body: str) -> str:
    home = (
        "" if title.startswith("The graph") else '<a href="index.html">The graph of Tributary</a>'
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE}</style><header>{home}</header><main><h1>{title}</h1>{body}</main></html>\n"
    )


def main() -> None:
    """Write all pages into the folder that is named."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit("say where: python -m scripts.reference FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, text in pages(catalogue()):
        (folder / name).write_text(text, encoding="utf-8")
        count += 1
    print(f"wrote {count} pages to {folder}")


if __name__ == "__main__":
    main()
