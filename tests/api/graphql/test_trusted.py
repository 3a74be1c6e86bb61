"""Trusted documents: every one is good, each has the id of its text, and nobody pushes it out."""

import pytest

from tributary.api.graphql.engine import Library
from tributary.api.graphql.engine.documents import DOCUMENTS_MAX
from tributary.api.graphql.schema import catalogue
from tributary.api.graphql.trusted import CURRENT, RELEASED, Documents, Untrusted, id_of, kept

TEXT = "{ viewer { today } }"
OTHER = "{ brand { name } }"
ID = id_of(TEXT)
TRUSTED = {ID: TEXT}
NOT_FOUND = "PERSISTED_DOCUMENT_NOT_FOUND"
REQUIRED = "PERSISTED_DOCUMENT_REQUIRED"
MISMATCH = "PERSISTED_DOCUMENT_MISMATCH"


@pytest.mark.parametrize("name", [CURRENT, RELEASED])
def test_what_our_pages_ask_is_valid_and_named_by_its_hash(name: str) -> None:
    library = Library(catalogue(), shows_schema=False)
    documents = kept(name)
    read = {text: library.read(text) for text in documents.values()}
    broken = {
        text[:60]: [each.message for each in found.errors]
        for text, found in read.items()
        if found.errors
    }

    advice = 'pages of a release may still ask it: docs/graphql.md, "What changes, and what may"'
    assert broken == {}, advice if name == RELEASED else "run `npm run generate` in frontend/"
    assert [each for each, text in documents.items() if each != id_of(text)] == []
    assert all(len(found.operations) == 1 for found in read.values())


@pytest.mark.parametrize("takes_text", [True, False])
@pytest.mark.parametrize(
    ("text", "document_id", "any_text", "trusted_only"),
    [
        (None, ID, (TEXT, ID), (TEXT, ID)),
        (TEXT, ID, (TEXT, ID), (TEXT, ID)),
        (TEXT, None, (TEXT, None), REQUIRED),
        (OTHER, id_of(OTHER), (OTHER, None), NOT_FOUND),
        (OTHER, ID, MISMATCH, MISMATCH),
        ("", ID, MISMATCH, MISMATCH),
        (None, id_of(OTHER), NOT_FOUND, NOT_FOUND),
        (None, ID.upper(), NOT_FOUND, NOT_FOUND),
        (None, "", NOT_FOUND, NOT_FOUND),
    ],
)
def test_what_may_be_asked(
    text: str | None,
    document_id: str | None,
    any_text: object,
    trusted_only: object,
    *,
    takes_text: bool,
) -> None:
    documents = Documents(TRUSTED, takes_text=takes_text)
    found: object
    try:
        found = documents.asked(text, document_id)
    except Untrusted as untrusted:
        found = untrusted.code

    assert found == (any_text if takes_text else trusted_only)


def test_documents_of_ones_own_push_no_trusted_one_out() -> None:
    library = Library(catalogue())
    document = library.read(TEXT)
    library.keep(TEXT, document, ID)
    for n in range(DOCUMENTS_MAX + 1):
        library.keep(f"{{ n{n}: __typename }}", document)

    assert library.known(TEXT, ID) is document
    assert library.known("{ n0: __typename }") is None
    # By its text it is one of somebody's own, and was not read yet.
    assert library.known(TEXT) is None
