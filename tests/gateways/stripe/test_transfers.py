import pytest

from tests.gateways.stripe.running import RunningFake


def balance_of(fake: RunningFake, account: str) -> int:
    body = fake.call("GET", "/v1/balance", Stripe_Account=account).json()
    amount: int = body["available"][0]["amount"]
    return amount


def form(destination: str, amount: int = 1000, **more: str) -> dict[str, str]:
    return {"amount": str(amount), "currency": "usd", "destination": destination, **more}


def test_a_transfer_moves_money_to_the_payee(own_fake: RunningFake) -> None:
    payee = own_fake.new_account()
    own_fake.control("/balance", currency="usd", amount=1500)

    transfer = own_fake.post("/v1/transfers", form(payee, transfer_group="batch"))
    short = own_fake.error("POST", "/v1/transfers", form(payee))

    assert (balance_of(own_fake, payee), balance_of(own_fake, "acct_tributary")) == (1000, 500)
    assert (short["status"], short["code"]) == (400, "balance_insufficient")
    listed = own_fake.get("/v1/transfers", transfer_group="batch")["data"]
    assert listed == [own_fake.get(f"/v1/transfers/{transfer['id']}")]
    assert transfer["reversals"]["total_count"] == 0
    payment = own_fake.call(
        "GET", f"/v1/charges/{transfer['destination_payment']}", Stripe_Account=payee
    ).json()
    assert (payment["amount"], payment["source_transfer"]) == (1000, transfer["id"])


def test_a_transfer_is_reversed_up_to_its_amount(own_fake: RunningFake) -> None:
    payee = own_fake.new_account()
    own_fake.control("/balance", currency="usd", amount=1000)
    transfer = own_fake.post("/v1/transfers", form(payee))
    path = f"/v1/transfers/{transfer['id']}"

    part = own_fake.post(f"{path}/reversals", {"amount": "300"})
    above = own_fake.error("POST", f"{path}/reversals", {"amount": "701"})
    rest = own_fake.post(f"{path}/reversals")
    none = own_fake.error("POST", f"{path}/reversals")

    assert (part["amount"], rest["amount"]) == (300, 700)
    assert above["param"] == none["param"] == "amount"
    after = own_fake.get(path)
    assert (after["reversed"], after["amount_reversed"]) == (True, 1000)
    assert (balance_of(own_fake, payee), balance_of(own_fake, "acct_tributary")) == (0, 1000)
    assert [row["id"] for row in own_fake.get(f"{path}/reversals")["data"]] == [
        rest["id"],
        part["id"],
    ]


@pytest.mark.parametrize(
    ("country", "transfers", "code"),
    [
        ("US", "inactive", "insufficient_capabilities_for_transfer"),
        ("CN", "active", "transfers_not_allowed"),
    ],
)
def test_a_payee_that_cannot_be_paid_is_refused(
    fake: RunningFake, country: str, transfers: str, code: str
) -> None:
    payee = fake.new_account(country=country)
    fake.control(f"/accounts/{payee}", transfers=transfers)

    assert fake.error("POST", "/v1/transfers", form(payee))["code"] == code


def test_an_unknown_payee_is_refused(fake: RunningFake) -> None:
    error = fake.error("POST", "/v1/transfers", form("acct_absent"))

    assert (error["status"], error["code"], error["param"]) == (
        (400, "resource_missing", "destination")
    )
    assert error["message"] == "No such destination: 'acct_absent'"


def test_an_account_is_opened_and_linked(fake: RunningFake) -> None:
    payee = fake.new_account(email="payee@example.com")

    account = fake.get(f"/v1/accounts/{payee}")
    link = fake.post("/v1/account_links", {"account": payee, "type": "account_onboarding"})
    unknown = fake.error("POST", "/v1/accounts", {"country": "Utopia"})

    assert account["capabilities"] == {"transfers": "active"}
    assert (account["email"], account["payouts_enabled"]) == ("payee@example.com", True)
    assert link["url"].endswith(payee)
    assert unknown["code"] == "country_unsupported"


@pytest.mark.parametrize(("paid", "status", "left"), [(True, "paid", 400), (False, "failed", 1000)])
def test_a_payout_arrives_or_comes_back(
    fake: RunningFake, *, paid: bool, status: str, left: int
) -> None:
    payee = fake.new_account()
    fake.post("/v1/transfers", form(payee))
    wanted = {"amount": "600", "currency": "usd"}

    payout = fake.post("/v1/payouts", wanted, Stripe_Account=payee)
    short = fake.error("POST", "/v1/payouts", wanted, Stripe_Account=payee)
    fake.control(f"/payouts/{payout['id']}", paid=paid)

    known = fake.call("GET", f"/v1/payouts/{payout['id']}", Stripe_Account=payee).json()
    assert (payout["status"], known["status"]) == ("pending", status)
    assert short["code"] == "balance_insufficient"
    assert balance_of(fake, payee) == left
    events = fake.call("GET", "/v1/events", {"type": f"payout.{status}"}, Stripe_Account=payee)
    assert [event["account"] for event in events.json()["data"]] == [payee]


def test_some_currencies_are_paid_out_in_whole_units(fake: RunningFake) -> None:
    error = fake.error("POST", "/v1/payouts", {"amount": "1050", "currency": "twd"})

    assert (error["code"], error["param"]) == ("parameter_invalid_integer", "amount")
