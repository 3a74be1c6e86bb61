"""Roots and hashes of seals, as values."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.platform.chains import merkle_root, seal_hash

LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


def test_a_root_hashes_pairs_and_moves_an_odd_leaf_up() -> None:
    first, second, third = (bytes([place]) * 32 for place in range(3))

    pair = hashlib.sha256(b"\x01" + first + second).digest()

    assert merkle_root([first, second]) == pair
    assert merkle_root([first, second, third]) == hashlib.sha256(b"\x01" + pair + third).digest()


def test_nothing_has_no_root() -> None:
    with pytest.raises(ValueError, match="no root"):
        merkle_root([])


@given(leaves=LEAVES, place=st.integers(min_value=0), bit=st.integers(0, 255))
def test_any_changed_bit_changes_the_root(leaves: list[bytes], place: int, bit: int) -> None:
    changed = list(leaves)
    target = int.from_bytes(leaves[place % len(leaves)]) ^ (1 << bit)
    changed[place % len(leaves)] = target.to_bytes(32)

    assert merkle_root(changed) != merkle_root(leaves)


@given(leaves=LEAVES, extra=st.binary(min_size=32, max_size=32))
def test_an_added_or_missing_leaf_changes_the_root(leaves: list[bytes], extra: bytes) -> None:
    assert merkle_root([*leaves, extra]) != merkle_root(leaves)


def test_a_seal_depends_on_all_it_says() -> None:
    root, previous = bytes(32), bytes([1]) * 32
    sealed = seal_hash(2, 5, root, previous)

    others = {
        seal_hash(3, 5, root, previous),
        seal_hash(2, 6, root, previous),
        seal_hash(2, 5, previous, previous),
        seal_hash(2, 5, root, root),
    }

    assert len(others) == 4
    assert sealed not in others
