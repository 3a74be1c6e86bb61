"""Payouts by the API: shown with reasons, made by one person, released by another."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from dataclasses import replace
from typing import Any

import pytest

from tests.api.mutations.office import Office, gid, key
from tests.factories.payouts import earn
from tributary import identity, payouts
from tributary.identity import Role
from tributary.kernel import DistributorId, Money, new_id

BATCH = "{ payoutBatch { id state itemCount total { amount currency } itemsSha256 } }"
PREPARED = f"... on PreparedPayoutBatch {BATCH}"
SUBMITTED = f"... on SubmittedPayoutBatch {BATCH}"
RELEASED = f"... on ReleasedPayoutBatch {BATCH}"
CANCELLED = """... on CancelledPayoutBatch { cancelled payoutBatch { state cancelReason } }"""
PREVIEW = """... on PayoutPreview { payable total { amount currency } lines {
    distributor { code name } amount { amount } isPayable reasons } }"""


@pytest.fixture
async def payday(office: Office) -> Office:
    """GA has earned 80.00 and has an account, T1 0.50, T2 30.00 and no account."""
    ga, t1, t2 = office.chain
    async with office.work() as work:
        await earn(work, {ga: cny("80.00"), t1: cny("0.50"), t2: cny("30.00")})
        for distributor, account in ((ga, "acct_ga"), (t1, "acct_t1")):
            await payouts.open_payee_account(
                work,
                distributor_id=DistributorId(distributor),
                rail="stripe",
                provider_account=account,
                currency=cny("0.00").currency,
            )
    return office


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


async def prepare(office: Office, **given: Any) -> Any:
    values = {"idempotencyKey": key(), "currency": "CNY"} | given
    operator = office.viewer(Role.PAYOUT_OPERATOR)
    return await office.do(operator, "preparePayoutBatch", PREPARED, **values)


async def submit(office: Office, batch: str, **given: Any) -> Any:
    values = {"idempotencyKey": key(), "payoutBatchId": batch} | given
    operator = office.viewer(Role.PAYOUT_OPERATOR)
    return await office.do(operator, "submitPayoutBatch", SUBMITTED, **values)


async def release(office: Office, batch: Any, role: Role = Role.OWNER, **given: Any) -> Any:
    values = {
        "idempotencyKey": key(),
        "payoutBatchId": batch["id"],
        "total": batch["total"],
        "digest": batch["itemsSha256"],
    } | given
    return await office.do(office.viewer(role), "releasePayoutBatch", RELEASED, **values)


async def cancel(office: Office, batch: str, **given: Any) -> Any:
    values = {"idempotencyKey": key(), "payoutBatchId": batch, "reason": "not today"} | given
    director = office.viewer(Role.FINANCE_DIRECTOR)
    return await office.do(director, "cancelPayoutBatch", CANCELLED, **values)


async def test_the_preview_says_who_is_paid_and_why_others_are_not(payday: Office) -> None:
    viewer = payday.viewer(Role.ACCOUNTANT)

    found = await payday.do(viewer, "previewPayout", PREVIEW, currency="CNY")

    assert (found["payable"], found["total"]) == (1, {"amount": "80.00", "currency": "CNY"})
    lines = {line["distributor"]["code"]: line for line in found["lines"]}
    assert {code: (line["isPayable"], line["reasons"]) for code, line in lines.items()} == {
        "GA": (True, []),
        "T1": (False, ["BELOW_MINIMUM"]),
        "T2": (False, ["NO_PAYEE_ACCOUNT"]),
    }
    assert lines["T2"]["amount"] == {"amount": "30.00"}
    assert await payday.rows("SELECT count(*) FROM payout_batches") == [(0,)]


async def test_a_lower_minimum_pays_more(payday: Office) -> None:
    minimum = {"amount": "0.50", "currency": "CNY"}
    viewer = payday.viewer(Role.OWNER)

    found = await payday.do(viewer, "previewPayout", PREVIEW, currency="CNY", minimum=minimum)

    assert (found["payable"], found["total"]["amount"]) == (2, "80.50")


async def test_two_people_pay_a_batch(payday: Office) -> None:
    prepared = (await prepare(payday))["payoutBatch"]
    submitted = (await submit(payday, prepared["id"]))["payoutBatch"]
    released = (await release(payday, submitted))["payoutBatch"]

    assert (prepared["state"], prepared["itemsSha256"]) == ("DRAFT", None)
    assert (submitted["state"], submitted["itemCount"]) == ("SUBMITTED", 1)
    assert released["state"] == "RELEASED"
    assert released["total"] == {"amount": "80.00", "currency": "CNY"}
    assert await payday.rows(
        "SELECT count(DISTINCT a.user_id) FROM audit_entries a WHERE action LIKE 'payouts.%_batch'"
    ) == [(2,)]


async def test_each_step_happens_once_for_its_key(payday: Office) -> None:
    same = key()
    first, again = [await prepare(payday, idempotencyKey=same) for _ in range(2)]
    batch = first["payoutBatch"]["id"]
    second_key = key()
    submitted, repeated = [await submit(payday, batch, idempotencyKey=second_key) for _ in range(2)]
    third_key = key()
    released, told = [
        await release(payday, submitted["payoutBatch"], idempotencyKey=third_key) for _ in range(2)
    ]

    assert (first, submitted, released) == (again, repeated, told)
    assert await payday.rows("SELECT count(*) FROM payout_batches") == [(1,)]


async def test_a_key_of_another_request_is_refused(payday: Office) -> None:
    same = key()
    batch = (await prepare(payday, idempotencyKey=same))["payoutBatch"]
    minimum = {"amount": "2.00", "currency": "CNY"}

    assert (await prepare(payday, idempotencyKey=same, minimum=minimum))["code"] == (
        "IDEMPOTENCY_KEY_REUSED"
    )
    assert (await submit(payday, batch["id"], idempotencyKey=same))["code"] == (
        "IDEMPOTENCY_KEY_REUSED"
    )


async def test_whoever_prepared_a_batch_does_not_release_it(payday: Office) -> None:
    operator = payday.viewer(Role.PAYOUT_OPERATOR)
    async with payday.work() as work:
        name = Role.PAYOUT_OPERATOR.value
        email = f"{name}-@{payday.brand_id.hex}.example"
        await identity.add_user(work, email=email, name=name, language="en", role=Role.OWNER)
    both = type(operator)(
        operator.brand_id,
        operator.user_id,
        operator.roles | {Role.OWNER},
        operator.today,
        confirmed_at=operator.confirmed_at,
    )
    batch = (await prepare(payday))["payoutBatch"]
    submitted = (await submit(payday, batch["id"]))["payoutBatch"]

    refused = await payday.do(
        both,
        "releasePayoutBatch",
        RELEASED,
        idempotencyKey=key(),
        payoutBatchId=submitted["id"],
        total=submitted["total"],
        digest=submitted["itemsSha256"],
    )

    assert refused["code"] == "SECOND_PERSON_MISSING"


async def test_whoever_releases_proved_who_it_is_within_five_minutes(payday: Office) -> None:
    batch = (await prepare(payday))["payoutBatch"]
    submitted = (await submit(payday, batch["id"]))["payoutBatch"]
    owner = payday.viewer(Role.OWNER)
    given = {
        "idempotencyKey": key(),
        "payoutBatchId": submitted["id"],
        "total": submitted["total"],
        "digest": submitted["itemsSha256"],
    }
    never = replace(owner, confirmed_at=None)
    refused = [await payday.do(never, "releasePayoutBatch", RELEASED, **given)]
    payday.clock.move(minutes=5, seconds=1)
    refused.append(await payday.do(owner, "releasePayoutBatch", RELEASED, **given))
    payday.clock.move(seconds=-1)

    released = await payday.do(owner, "releasePayoutBatch", RELEASED, **given)

    assert [each["code"] for each in refused] == ["CONFIRMATION_NEEDED"] * 2
    assert released["payoutBatch"]["state"] == "RELEASED"


@pytest.mark.parametrize(
    "given",
    [{"total": {"amount": "79.99", "currency": "CNY"}}, {"digest": "0" * 64}, {"digest": ""}],
)
async def test_what_was_not_shown_is_not_released(payday: Office, given: Any) -> None:
    batch = (await prepare(payday))["payoutBatch"]
    submitted = (await submit(payday, batch["id"]))["payoutBatch"]

    assert (await release(payday, submitted, **given))["code"] == "APPROVAL_DIFFERS"
    assert await payday.rows("SELECT state FROM payout_batches") == [("submitted",)]


async def test_a_batch_takes_its_steps_in_order(payday: Office) -> None:
    batch = (await prepare(payday))["payoutBatch"]

    early = await release(payday, batch, digest="x")
    cancelled = await cancel(payday, batch["id"])
    late = await submit(payday, batch["id"])
    twice = await cancel(payday, batch["id"])

    assert early["code"] == late["code"] == twice["code"] == "PAYOUT_STATE_FORBIDS"
    assert cancelled["cancelled"] == 1
    assert cancelled["payoutBatch"] == {"state": "CANCELLED", "cancelReason": "not today"}


async def test_a_batch_that_is_not_there_is_refused(payday: Office) -> None:
    unknown = gid("PayoutBatch", new_id())
    shown = {"id": unknown, "total": {"amount": "1.00", "currency": "CNY"}, "itemsSha256": "x"}

    assert (await submit(payday, unknown))["code"] == "BATCH_UNKNOWN"
    assert (await cancel(payday, unknown))["code"] == "BATCH_UNKNOWN"
    assert (await release(payday, shown))["code"] == "BATCH_UNKNOWN"


async def test_nobody_payable_is_refused(office: Office) -> None:
    assert (await prepare(office))["code"] == "NOTHING_PAYABLE"
    assert (await prepare(office, currency="XXX"))["code"] == "AMOUNT_INVALID"
    minimum = {"amount": "1.00", "currency": "USD"}
    assert (await prepare(office, minimum=minimum))["code"] == "AMOUNT_INVALID"
    negative = {"amount": "-1.00", "currency": "CNY"}
    assert (await prepare(office, minimum=negative))["code"] == "AMOUNT_INVALID"


async def test_two_operators_with_one_key_make_two_requests(payday: Office) -> None:
    first = await prepare(payday, idempotencyKey="november")
    async with payday.work() as work:
        second_id = await identity.add_user(
            work, email="second@x.example", name="Second", language="en", role=Role.PAYOUT_OPERATOR
        )
    second = replace(payday.viewer(Role.PAYOUT_OPERATOR), user_id=second_id)

    refused = await payday.do(
        second, "preparePayoutBatch", PREPARED, idempotencyKey="november", currency="CNY"
    )
    again = await prepare(payday, idempotencyKey="november")

    assert refused["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert again["payoutBatch"]["id"] == first["payoutBatch"]["id"]


async def test_the_audit_trail_does_not_tell_auditors_where_somebody_is_paid(
    payday: Office,
) -> None:
    answer = await payday.ask(
        payday.viewer(Role.AUDITOR), "{ auditEntries(first: 100) { nodes { action after } } }"
    )

    shown = [
        each["after"]
        for each in answer["data"]["auditEntries"]["nodes"]
        if each["action"] == "payouts.open_payee_account"
    ]
    assert len(shown) == 2
    assert "acct_" not in str(shown)
