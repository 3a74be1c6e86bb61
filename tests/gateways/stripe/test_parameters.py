import pytest

from tests.gateways.stripe.running import RunningFake
from tributary.gateways.stripe.fake.params import parse_form

INTENT = {"amount": "1000", "currency": "usd"}


def test_nested_names_become_nested_values() -> None:
    assert parse_form("a[b][0]=x&a[b][1]=y&expand[]=c&d=") == {
        "a": {"b": {"0": "x", "1": "y"}},
        "expand": {"0": "c"},
        "d": "",
    }


@pytest.mark.parametrize(
    ("form", "code", "param"),
    [
        ({"currency": "usd"}, "parameter_missing", "amount"),
        ({**INTENT, "colour": "red"}, "parameter_unknown", "colour"),
        ({**INTENT, "amount": "ten"}, "parameter_invalid_integer", "amount"),
        ({**INTENT, "amount": "0"}, "parameter_invalid_integer", "amount"),
        ({**INTENT, "amount": "49"}, "amount_too_small", "amount"),
        ({**INTENT, "amount": "100000000"}, "amount_too_large", "amount"),
        ({**INTENT, "amount": "１０００"}, "parameter_invalid_integer", "amount"),
        ({**INTENT, "amount": "1015", "currency": "kwd"}, "parameter_invalid_integer", "amount"),
        ({**INTENT, "currency": ""}, "parameter_invalid_empty", "currency"),
        ({**INTENT, "currency": "zzz"}, None, "currency"),
        ({**INTENT, "confirm": "yes"}, None, "confirm"),
        ({**INTENT, "metadata": "x"}, None, "metadata"),
        ({**INTENT, f"metadata[{'k' * 41}]": "x"}, None, "metadata"),
        ({**INTENT, "metadata[k]": "v" * 501}, None, "metadata[k]"),
        ({**INTENT, **{f"metadata[{n}]": "v" for n in range(51)}}, None, "metadata"),
        ({**INTENT, "customer": "cus_absent"}, "resource_missing", "customer"),
    ],
)
def test_a_bad_parameter_is_named(
    fake: RunningFake, form: dict[str, str], code: str | None, param: str
) -> None:
    error = fake.error("POST", "/v1/payment_intents", form)

    assert (error["status"], error["type"]) == (400, "invalid_request_error")
    assert (error.get("code"), error["param"]) == (code, param)
    assert code is None or error["doc_url"].endswith(code.replace("_", "-"))


def test_currencies_come_back_in_lower_case(fake: RunningFake) -> None:
    intent = fake.post("/v1/payment_intents", {"amount": "500", "currency": "JPY"})

    assert (intent["amount"], intent["currency"]) == (500, "jpy")


def test_only_a_known_key_is_let_in(fake: RunningFake) -> None:
    absent = fake.http.get("/v1/balance")
    wrong = fake.call("GET", "/v1/balance", Authorization="Bearer sk_test_1234567890abcd")
    basic = fake.http.get("/v1/balance", auth=("sk_test_tributary", ""))

    assert absent.status_code == wrong.status_code == 401
    assert "did not provide an API key" in absent.json()["error"]["message"]
    assert wrong.json()["error"]["message"].startswith("Invalid API Key provided: sk_test_")
    assert "1234567890" not in wrong.text
    assert basic.status_code == 200


def test_an_unknown_place_is_a_404(fake: RunningFake) -> None:
    nowhere = fake.error("GET", "/v1/nowhere")
    nobody = fake.error("GET", "/v1/payment_intents/pi_absent")

    assert (nowhere["status"], nowhere["type"]) == (404, "invalid_request_error")
    assert nowhere["message"].startswith("Unrecognized request URL (GET: /v1/nowhere)")
    assert (nobody["status"], nobody["code"]) == (404, "resource_missing")
    assert nobody["message"] == "No such payment_intent: 'pi_absent'"


def test_the_version_is_echoed_or_refused(fake: RunningFake) -> None:
    good = fake.call("GET", "/v1/balance", Stripe_Version="2022-04-12")
    bad = fake.error("GET", "/v1/balance", Stripe_Version="yesterday")

    assert good.headers["stripe-version"] == "2022-04-12"
    assert good.headers["request-id"].startswith("req_")
    assert bad["message"] == "Invalid Stripe API version: yesterday"


def test_another_account_sees_its_own_objects_only(fake: RunningFake) -> None:
    connected = fake.new_account()
    intent = fake.new_payment()

    path = f"/v1/payment_intents/{intent['id']}"
    assert fake.error("GET", path, Stripe_Account=connected)["status"] == 404
    assert fake.error("GET", path, Stripe_Account="acct_foreign")["code"] == "account_invalid"


def test_lists_are_paged_both_ways(fake: RunningFake) -> None:
    email = "paged@example.com"
    ids = [fake.post("/v1/customers", {"email": email})["id"] for _ in range(5)][::-1]

    first = fake.get("/v1/customers", email=email, limit=2)
    second = fake.get("/v1/customers", email=email, limit=2, starting_after=ids[1])
    last = fake.get("/v1/customers", email=email, limit=2, starting_after=ids[3])
    back = fake.get("/v1/customers", email=email, limit=2, ending_before=ids[3])

    assert [row["id"] for row in first["data"]] == ids[:2]
    assert [row["id"] for row in second["data"]] == ids[2:4]
    assert [row["id"] for row in last["data"]] == ids[4:]
    assert [row["id"] for row in back["data"]] == ids[1:3]
    assert (first["has_more"], last["has_more"]) == (True, False)


def test_a_list_has_bounds(fake: RunningFake) -> None:
    created = fake.post("/v1/customers", {"email": "bounds@example.com"})["created"]

    def found(**bounds: int) -> int:
        named = {f"created[{name}]": value for name, value in bounds.items()}
        return len(fake.get("/v1/customers", email="bounds@example.com", **named)["data"])

    assert (found(gte=created), found(gt=created), found(lt=created), found(lte=created)) == (
        (1, 0, 0, 1)
    )
    assert fake.error("GET", "/v1/customers", {"limit": 101})["param"] == "limit"
    assert fake.error("GET", "/v1/customers", {"starting_after": "x"})["code"] == "resource_missing"


def test_ids_are_expanded_on_request(fake: RunningFake) -> None:
    intent = fake.new_payment()

    path = f"/v1/payment_intents/{intent['id']}"
    wide = fake.call("GET", path, {"expand[]": "latest_charge.balance_transaction"}).json()
    listed = fake.call("GET", "/v1/payment_intents", {"expand[]": "data.latest_charge", "limit": 1})

    assert wide["latest_charge"]["balance_transaction"]["fee"] == 59
    assert listed.json()["data"][0]["latest_charge"]["object"] == "charge"
    assert fake.error("GET", path, {"expand[]": "colour"})["param"] == "expand[]"
