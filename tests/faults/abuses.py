"""What somebody sends to the graph who wants it to stop: documents, variables, bodies.

Each family is a function of a seeded generator and makes one request; sizes reach from just allowed
to absurd.
"""

import gzip
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote
from uuid import UUID

LEAF: Final = "id number"
LISTS: Final = ("orders", "statements", "receivables", "distributors", "payoutBatches")


@dataclass(frozen=True, slots=True)
class Abuse:
    """One request of somebody who means no good."""

    family: str
    body: bytes = b""
    method: str = "POST"
    is_chunked: bool = False
    """Whether the length of the body is not told before."""
    query: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})


Family = Callable[[random.Random], Abuse]


def asked(family: str, document: str, **variables: object) -> Abuse:
    """Return the request that asks a document."""
    given = {"query": document, "variables": variables}
    return Abuse(family, json.dumps(given).encode())


def diamonds(dice: random.Random) -> Abuse:
    """Fragments that each spread the next one twice: two to the power of their number."""
    count = dice.choice((5, 20, 60, 120, 400))
    parts = [f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(count)]
    end = f"fragment f{count} on Query {{ orders {{ nodes {{ {LEAF} }} }} }}"
    return asked("diamonds", " ".join(["{ ...f0 }", *parts, end]))


def circles(dice: random.Random) -> Abuse:
    """Fragments that spread each other round and round."""
    count = dice.choice((1, 2, 3, 50, 150))
    parts = [f"fragment f{n} on Query {{ ...f{(n + 1) % count} }}" for n in range(count)]
    return asked("circles", " ".join(["{ ...f0 }", *parts]))


def aliases(dice: random.Random) -> Abuse:
    """One field under many names."""
    count = dice.choice((15, 16, 300, 2_000, 8_000, 100_000))
    what = dice.choice(("__typename", "orders { totalCount }", "viewer { today }"))
    return asked("aliases", "{" + " ".join(f"a{n}: {what}" for n in range(count)) + "}")


def directives(dice: random.Random) -> Abuse:
    """A field with very many conditions, known and unknown ones."""
    count = dice.choice((50, 51, 300, 5_000, 50_000))
    each = dice.choice(("@include(if: true)", "@skip(if: false)", "@a", "@deprecated"))
    return asked("directives", "{ __typename " + each * count + " }")


def depths(dice: random.Random) -> Abuse:
    """Selections, lists or objects inside one another."""
    count = dice.choice((9, 33, 200, 3_000, 60_000))
    kind = dice.randrange(3)
    if kind == 0:
        return asked("depths", "{ a" * count + "}" * count)
    if kind == 1:
        return asked("depths", "{ orders(filter: {states: " + "[" * count + "]" * count + "}) }")
    return asked("depths", "{ orders(filter: " + "{a: " * count + "1" + "}" * count + ") }")


def variables(dice: random.Random) -> Abuse:
    """Variables that nest, or are of every wrong type."""
    count = dice.choice((30, 33, 500, 20_000, 100_000))
    opened, closed = dice.choice((("[", "]"), ('{"a":', "}")))
    nested = opened * count + ("1" if opened != "[" else "") + closed * count
    query = '"query Q($f: OrderFilter) { orders(filter: $f) { totalCount } }"'
    return Abuse("variables", f'{{"query": {query}, "variables": {{"f": {nested}}}}}'.encode())


def bodies(dice: random.Random) -> Abuse:
    """Bodies of up to twenty megabytes, of one thing over and over."""
    size = dice.choice((200_000, 262_145, 2_000_000, 20_000_000))
    filling = dice.choice((b" ", b"[", b'"', b"\x00", b"\xff", b"1", b'{"query":', b"#"))
    body = (filling * (size // len(filling) + 1))[:size]
    return Abuse("bodies", body, is_chunked=dice.random() < 0.5)


def comments(dice: random.Random) -> Abuse:
    """A short question behind much that means nothing."""
    size = dice.choice((10_000, 100_000, 250_000))
    filling = dice.choice((",", " ", "#x\n", "\ufeff", "\n"))
    return asked("comments", filling * (size // len(filling)) + "{ __typename }")


def choices(dice: random.Random) -> Abuse:
    """Filters with thousands of values."""
    count = dice.choice((100, 1_000, 5_000))
    ids = [f"Distributor:{UUID(int=dice.getrandbits(128))}" for _ in range(count)]
    query = "query Q($f: OrderFilter) { orders(filter: $f) { totalCount nodes { id } } }"
    return asked("choices", query, f={"distributors": ids})


def repeats(dice: random.Random) -> Abuse:
    """One key asked for again and again, with arguments that agree or do not."""
    count = dice.choice((10, 11, 100, 300))
    inner = " ".join(
        f"orders(first: {1 + n % dice.choice((1, 2))}) {{ nodes {{ {LEAF} }} }}"
        for n in range(count)
    )
    return asked("repeats", "{" + inner + "}")


def products(dice: random.Random) -> Abuse:
    """Lists in lists in lists, each as long as may be."""
    size = dice.choice((10, 100, 101, 10**6, 2**31 - 1))
    inner = f"lines(first: {size}) {{ nodes {{ id }} }}"
    for _ in range(dice.randrange(6)):
        inner = (
            f"distributor {{ orders(first: {size}) {{ nodes {{ {inner} "
            f"receivables(first: {size}) {{ nodes {{ id }} }} }} }} }}"
        )
    return asked("products", f"{{ orders(first: {size}) {{ nodes {{ {inner} }} }} }}")


def questions(dice: random.Random) -> Abuse:
    """The schema asked about itself, round and round and under many names."""
    count, names = dice.choice((1, 3, 6, 12)), dice.choice((1, 1, 2, 15))
    inner = "name"
    for _ in range(count):
        inner = f"name fields {{ name type {{ {inner} }} }} possibleTypes {{ name }}"
    whole = (f"a{n}: __schema {{ types {{ {inner} }} }}" for n in range(names))
    return asked("questions", "{" + " ".join(whole) + "}")


def typing(dice: random.Random) -> Abuse:
    """Very many fields that are not there: each would be looked up, and a better one told."""
    count = dice.choice((10, 200, 450, 900))
    names = " ".join(f"order{dice.randrange(10**6)}" for _ in range(count))
    return asked("typing", "{" + names + "}")


def batches(dice: random.Random) -> Abuse:
    """Several requests in one."""
    count = dice.choice((1, 10, 5_000))
    return Abuse("batches", json.dumps([{"query": "{ __typename }"}] * count).encode())


def getting(dice: random.Random) -> Abuse:
    """What only POST may do, asked by GET, and addresses without an end."""
    document = dice.choice(
        (
            "mutation { chooseLanguage(language: EN) { __typename } }",
            "{ __typename }" + " " * dice.choice((1, 15_000)),
            "subscription { a }",
            "%",
        )
    )
    more = "&variables=" + quote("[" * dice.choice((1, 5_000)))
    return Abuse("getting", method="GET", query=f"query={quote(document)}{more}", headers={})


def numbers(dice: random.Random) -> Abuse:
    """Numbers and texts as long as a book."""
    size = dice.choice((20, 5_000, 200_000))
    digits = "9" * size
    document = dice.choice(
        (
            f"{{ orders(first: {digits}) {{ totalCount }} }}",
            f"{{ orders(first: 1e{digits}) {{ totalCount }} }}",
            f'{{ orders(filter: {{number: "{digits}"}}) {{ totalCount }} }}',
            f'{{ node(id: "{digits}") {{ id }} }}',
            f'{{ orders(after: "{digits}") {{ totalCount }} }}',
            f'{{ node(id: """{digits}""") {{ id }} }}',
        )
    )
    return asked("numbers", document)


def raws(dice: random.Random) -> Abuse:
    """JSON that is none, or nearly."""
    body = dice.choice(
        (
            b"NaN",
            b'{"query": "{ __typename }", "variables": {"a": 1e999999}}',
            b'{"query": "{ __typename }", "query": "{ orders { totalCount } }"}',
            b'{"query": "\\ud800"}',
            b'{"query": "{ node(id: \\"\\u0000\\") { id } }"}',
            b"\xef\xbb\xbf{}",
            '{"query": "{ __typename }"}'.encode("utf-16"),
            b'{"query": ' + b"9" * 100_000 + b"}",
            b'{"query": null}',
        )
    )
    return Abuse("raws", body)


def packed(dice: random.Random) -> Abuse:
    """Little that unfolds to much, and what it is said to be."""
    body = gzip.compress(b" " * dice.choice((1_000, 20_000_000)) + b'{"query": "{ __typename }"}')
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    return Abuse("packed", body, headers=headers)


def fragments(dice: random.Random) -> Abuse:
    """Very many small fragments, used and unused."""
    count = dice.choice((10, 120, 150, 5_000))
    named = [f"fragment f{n} on Order {{ {LEAF} }}" for n in range(count)]
    spread = " ".join(f"...f{n}" for n in range(count))
    return asked("fragments", f"{{ orders {{ nodes {{ {spread} }} }} }} " + " ".join(named))


def operations(dice: random.Random) -> Abuse:
    """Very many operations in one document, of which one is meant."""
    count = dice.choice((2, 140, 190, 5_000))
    document = " ".join(f"query q{n} {{ orders {{ totalCount }} }}" for n in range(count))
    given = {"query": document, "operationName": dice.choice(("q1", "q0", "none", None))}
    return Abuse("operations", json.dumps(given).encode())


def declarations(dice: random.Random) -> Abuse:
    """Very many variables, most of them wrong."""
    count = dice.choice((5, 80, 150, 5_000))
    declared = " ".join(f"$v{n}: Int!" for n in range(count))
    document = f"query Q({declared}) {{ __typename }}"
    return asked("declarations", document, **{f"v{n}": "x" for n in range(count)})


def mutations(dice: random.Random) -> Abuse:
    """Many deeds at once."""
    count = dice.choice((2, 15, 16, 300))
    deed = "chooseLanguage(language: EN) { __typename }"
    return asked("mutations", "mutation {" + " ".join(f"a{n}: {deed}" for n in range(count)) + "}")


FAMILIES: Final[tuple[Family, ...]] = (
    diamonds,
    circles,
    aliases,
    directives,
    depths,
    variables,
    bodies,
    comments,
    choices,
    repeats,
    products,
    questions,
    typing,
    batches,
    getting,
    numbers,
    raws,
    packed,
    fragments,
    operations,
    declarations,
    mutations,
)


def corpus(count: int, seed: int) -> list[Abuse]:
    """Return so many requests, each family as often as any other."""
    dice = random.Random(seed)
    return [FAMILIES[n % len(FAMILIES)](dice) for n in range(count)]
