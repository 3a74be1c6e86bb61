"""The arithmetic of set-based SQL equals the kernel's, to the last unit."""

import random

from tributary.kernel import Money, Rate, currency, derived_id
from tributary.platform import Work

CNY = currency("CNY")


async def test_rates_round_alike(work: Work, seeded: random.Random) -> None:
    pairs = [(seeded.randint(-(10**13), 10**13), seeded.randint(0, 10**6)) for _ in range(2000)]
    pairs += [(-5, 500_000), (5, 500_000), (15, 100_000), (0, 0)]
    # A millionth below one half, and one half, of quotients with many digits.
    pairs += [(8 * 10**18 - odd, 999_999) for odd in range(1, 8)]
    pairs += [(sign * (10**n + 3), 499_999) for n in range(12, 19) for sign in (-1, 1)]
    pairs += [(sign * (10**n + 1), 500_000) for n in range(12, 19) for sign in (-1, 1)]

    rows = await work.rows(
        "SELECT rate_minor(a, p) FROM unnest(CAST(:amounts AS bigint[]), CAST(:ppm AS bigint[]))"
        " WITH ORDINALITY AS u (a, p, place) ORDER BY place",
        amounts=[amount for amount, _ in pairs],
        ppm=[ppm for _, ppm in pairs],
    )

    expected = [Money(amount, CNY).times(Rate(ppm).fraction).minor for amount, ppm in pairs]
    assert [row[0] for row in rows] == expected


async def test_amounts_are_allocated_alike(work: Work, seeded: random.Random) -> None:
    for _ in range(200):
        total = seeded.randint(-(10**12), 10**12)
        weights = [seeded.randint(0, 10**8) for _ in range(seeded.randint(1, 12))] + [1]
        rows = await work.rows(
            "SELECT allocate_minor(:total, CAST(:weights AS bigint[]))",
            total=total,
            weights=weights,
        )
        assert rows[0][0] == [part.minor for part in Money(total, CNY).allocate(weights)]


async def test_ids_are_derived_alike(work: Work) -> None:
    texts = ["order:店:1", "", "a\\b", "\\x41", "\\\\ \\101 \\", "'\"\n\t€𝄞"]

    rows = await work.rows(
        "SELECT derived_id(t) FROM unnest(CAST(:texts AS text[])) WITH ORDINALITY AS u (t, place)"
        " ORDER BY place",
        texts=texts,
    )

    assert [row[0] for row in rows] == [derived_id(*text.split(":")) for text in texts]
