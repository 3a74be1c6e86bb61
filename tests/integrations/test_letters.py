"""Who owns the brand hears by letter of an endpoint that was disabled by what it answered."""

from tests.integrations.conftest import House
from tributary import identity, integrations
from tributary.identity import Role
from tributary.integrations import EndpointDraft, FactKind
from tributary.messaging.rules import LetterKind, text_of

PEOPLE = (("zh", Role.OWNER), ("en", Role.OWNER), ("en", Role.ACCOUNTANT))
HEARD = frozenset(
    {FactKind.PAYMENT_RECEIVED, FactKind.REFUND_SETTLED, FactKind.PAYOUT_BATCH_RELEASED}
)


async def letters(house: House) -> list[tuple[object, ...]]:
    return await house.rows(
        "SELECT kind, language, words->>'endpoint', split_part(words->>'path', '?', 1) "
        "FROM letters WHERE address LIKE 'hooks-%' ORDER BY language, written_at"
    )


async def hire(house: House) -> None:
    async with house.desk.work(house.brand_id, "test") as work:
        for language, role in PEOPLE:
            await identity.add_user(
                work,
                email=f"hooks-{language}-{role.value}@{house.brand_id.hex}.example",
                name="Li Wei",
                language=language,
                role=role,
            )


async def switch(house: House, *, is_enabled: bool) -> None:
    """Let a person enable or disable the endpoint, whose address has a key in it."""
    draft = EndpointDraft(f"{house.listener.url}?key=secret", "ERP", HEARD)
    async with house.desk.work(house.brand_id, "test") as work:
        await integrations.update_endpoint(work, house.endpoint_id, draft, is_enabled=is_enabled)


async def test_each_owner_gets_one_letter_each_time_it_is_disabled_by_itself(house: House) -> None:
    await hire(house)
    await switch(house, is_enabled=True)
    house.listener.status = 410
    host = house.listener.url.split("/")[2]
    told = [("webhook_gone", each, f"ERP ({host})", "/console/webhooks") for each in ("en", "zh")]

    await house.happen()
    await house.happen(FactKind.REFUND_SETTLED)
    assert await house.send() == 2
    await house.wake()
    assert await house.send() == 0
    assert await letters(house) == told

    await switch(house, is_enabled=True)
    await switch(house, is_enabled=False)
    assert await letters(house) == told

    await switch(house, is_enabled=True)
    await house.happen(FactKind.PAYOUT_BATCH_RELEASED)
    await house.send()
    assert await letters(house) == [each for each in told for _ in range(2)]


def test_the_letter_says_which_endpoint_and_where_to_mend_it() -> None:
    words = {"person": "Li", "brand": "Lotus", "endpoint": "ERP (erp.example)", "url": "https://x/"}
    for kind in (LetterKind.WEBHOOK_GONE, LetterKind.WEBHOOK_FAILING):
        for language in ("zh", "en"):
            said = text_of(kind, language, words)
            assert "ERP (erp.example)" in said.body
            assert "https://x/" in said.body
            assert "webhook" in said.subject.lower()
