"""A token that was good a moment ago is looked up again by the statement that reads."""

from collections.abc import Callable

import httpx
import pytest

from tests.api.oauth.conftest import Hub

ASKED = "{ orders { totalCount } }"


def _revoked(hub: Hub) -> None:
    hub.web.tamper(
        "UPDATE access_tokens SET revoked_at = created_at WHERE brand_id = %s",
        hub.web.trade.brand_id,
    )


def _grant_ended(hub: Hub) -> None:
    hub.web.tamper(
        "UPDATE program_grants SET revoked_at = created_at, revoked_why = 'signed_out' "
        "WHERE brand_id = %s",
        hub.web.trade.brand_id,
    )


def _program_shut_out(hub: Hub) -> None:
    hub.web.tamper(
        "UPDATE programs SET disabled_at = created_at WHERE brand_id = %s",
        hub.web.trade.brand_id,
    )


def _roles_taken(hub: Hub) -> None:
    hub.web.take_roles(1)


def _over(hub: Hub) -> None:
    hub.web.tamper(
        "UPDATE access_tokens SET expires_at = %s WHERE brand_id = %s",
        hub.web.clock(),
        hub.web.trade.brand_id,
    )


@pytest.mark.parametrize("change", [_revoked, _grant_ended, _program_shut_out, _roles_taken, _over])
async def test_what_ends_a_token_counts_for_the_next_query(
    hub: Hub, owner: httpx.AsyncClient, change: Callable[[Hub], None]
) -> None:
    tokens = await hub.tokens(owner)
    token = tokens["access_token"]
    for _ in range(2):
        assert (await hub.graph(token, ASKED)).status_code == 200

    change(hub)

    refused, never = await hub.graph(token, ASKED), await hub.graph("x", ASKED)
    assert refused.status_code == 401
    assert (refused.content, refused.headers["www-authenticate"]) == (
        never.content,
        never.headers["www-authenticate"],
    )


async def test_another_scope_counts_for_the_next_query(hub: Hub, owner: httpx.AsyncClient) -> None:
    token = (await hub.tokens(owner))["access_token"]
    for _ in range(2):
        assert "errors" not in (await hub.graph(token, ASKED)).json()

    hub.web.tamper(
        "UPDATE access_tokens SET scope = 'openid' WHERE brand_id = %s", hub.web.trade.brand_id
    )

    answer = (await hub.graph(token, ASKED)).json()
    assert answer["errors"][0]["extensions"]["code"] == "INSUFFICIENT_SCOPE"
