"""Why the program itself did something: codes that every screen says in its own language.

What a person gives as a reason is that person's text and is kept as written.
"""

from enum import StrEnum


class Cause(StrEnum):
    """A reason that no person wrote; `frontend/src/ui/words/causes.ts` has its words."""

    SIGNED_OUT = "signed_out"
    SIGNED_IN_ANEW = "signed_in_anew"
    ENDED_ELSEWHERE = "ended_elsewhere"
    """Somebody ended the session of another device of theirs."""
    SIGNED_OUT_BY_TEAM = "signed_out_by_team"
    CODE_REUSED = "code_reused"
    REFRESH_REUSED = "refresh_reused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    TOKEN_GIVEN_BACK = "token_given_back"  # noqa: S105  A cause, no secret.
    PROVIDER_INVITED = "provider_invited"
    """The account was linked since its address had been invited."""
    PROVIDER_DOMAIN = "provider_domain"
    """The account was linked since its address belongs to the provider's own domain."""
    REFUNDED_AT_PROVIDER = "refunded_at_provider"
    """Somebody paid back at the payment provider's own pages."""
    WEBHOOK_GONE = "webhook_gone"
    """The other program answered that it is not there any more."""
    WEBHOOK_FAILING = "webhook_failing"
    """The other program took nothing for three days."""
