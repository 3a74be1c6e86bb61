"""What schemathesis makes of our schema: nothing ends in a 5xx, nobody meets another brand."""

import asyncio

from tests.factories.web import Web
from tests.faults.generating import Hunt, documents, marked

PER_OPERATION = 4
SEED = 7
SEEN = "{ orders { nodes { number total { amount } } } }"


async def test_generated_requests_find_no_5xx_and_no_leak(web: Web) -> None:
    # They sign in first: afterwards their addresses are marked.
    people = [await web.signed_in(n) for n in (1, 11)]
    other = await web.another_brand()
    ours, theirs = marked(web.superuser_url, web.trade, other.trade)
    hunt = Hunt(ours)
    asked = await asyncio.to_thread(documents, ours.ids, PER_OPERATION, SEED)

    for number, document in enumerate(asked):
        await hunt.ask(people[number % 2], document)

    assert hunt.faults == []
    assert set(hunt.statuses) == {200}
    assert hunt.with_data > len(asked) / 3, hunt.codes
    # The net would hold: to somebody of the other brand these answers are full of leaks.
    stranger = Hunt(theirs)
    await stranger.ask(people[0], SEEN)
    (leak,) = stranger.faults
    assert "zq" in leak
