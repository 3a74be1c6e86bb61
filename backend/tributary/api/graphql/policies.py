"""The one table of who may ask for what and do what: policies by name, each with its roles.

Which rows somebody gets is the matter of the scopes (engine/scopes.py), which types declare;
docs/access.md shows both for every field and mutation.
"""

from typing import Final

from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.engine.viewers import ANYONE, Policy
from tributary.channels import IMPORTERS
from tributary.commissions import APPROVERS, DRAFTERS
from tributary.identity import BRAND_ROLES, GIVERS, Role
from tributary.parties import ASSIGNERS
from tributary.rebates import CLAIM_ROLES
from tributary.settlements import CLOSERS

_FINANCE_ROLES: Final = frozenset(
    {
        Role.OWNER,
        Role.FINANCE_DIRECTOR,
        Role.ACCOUNTANT,
        Role.PAYOUT_OPERATOR,
        Role.AUDITOR,
    }
)
_PARTNERS: Final = frozenset({Role.DISTRIBUTOR_OWNER, Role.DISTRIBUTOR_FINANCE})

STAFF: Final = Policy("staff", BRAND_ROLES)
"""People of the brand."""

FINANCE: Final = Policy("finance", _FINANCE_ROLES)
"""People of the brand who keep its books."""

MONEY: Final = Policy("money", _FINANCE_ROLES | _PARTNERS)
"""Whoever keeps books, on either side: not salespeople, not buyers."""

BANKING: Final = Policy(
    "banking", frozenset({Role.OWNER, Role.FINANCE_DIRECTOR, Role.PAYOUT_OPERATOR}) | _PARTNERS
)
"""Whoever may know where somebody is paid: its end on any page, all of it for a reason."""

OWNING: Final = Policy("owning", frozenset({Role.OWNER}))
"""Whoever decides who is let in."""

OVERSEEING: Final = Policy("overseeing", frozenset({Role.OWNER, Role.AUDITOR}))
"""Whoever may ask who saw what."""

TEAM: Final = Policy("team", OVERSEEING.roles | {Role.SALES_MANAGER, Role.DISTRIBUTOR_OWNER})
"""Whoever sees who works for a distributor: a distributor's owner for that one alone."""

STAFFING: Final = Policy("staffing", frozenset[Role]().union(*GIVERS.values()))
"""Whoever gives at least one role to others."""

ASSIGNING: Final = Policy("assigning", frozenset(ASSIGNERS))
"""Whoever says who looks after a distributor."""

SELLING: Final = Policy(
    "selling",
    frozenset(
        {
            Role.OWNER,
            Role.SALES_MANAGER,
            Role.SALESPERSON,
            Role.DISTRIBUTOR_OWNER,
            Role.DISTRIBUTOR_BUYER,
        }
    ),
)
"""Whoever may order: for whom they see of the brand's side, a distributor's people for it."""

SHIPPING: Final = Policy("shipping", SELLING.roles & BRAND_ROLES)
"""Whoever may say that goods left or arrived: those who sell for the brand."""

PROMOTING: Final = Policy(
    "promoting", frozenset({Role.OWNER, Role.FINANCE_DIRECTOR, Role.SALES_MANAGER})
)
"""Whoever says what offers there are."""

PLANNING: Final = Policy("planning", frozenset(DRAFTERS))
"""Whoever writes plans of commissions and hands them to a second person."""

APPROVING_PLANS: Final = Policy("approving plans", frozenset(APPROVERS))
"""Whoever puts in force the plan that somebody else wrote."""

WATCHING_CLAIMS: Final = Policy("watching claims", _FINANCE_ROLES | {Role.SALES_MANAGER})
"""People of the brand who see who decided what about a claim of a rebate."""

CLAIMS: Final = Policy("claims", WATCHING_CLAIMS.roles | _PARTNERS)
"""Whoever sees claims of rebates, on either side."""

DECIDING: Final = Policy("deciding", frozenset(CLAIM_ROLES))
"""Whoever may be asked to agree to a claim; which step asks for whom the brand says."""

GOVERNING_CLAIMS: Final = Policy("governing claims", frozenset({Role.OWNER, Role.FINANCE_DIRECTOR}))
"""Whoever says who has to agree to claims."""

IMPORTING: Final = Policy("importing", frozenset(IMPORTERS))
"""Whoever may bring files in and mend what they left."""

BOOKKEEPING: Final = Policy("bookkeeping", frozenset(CLOSERS))
"""Whoever may close months and give money back."""

COLLECTING: Final = Policy("collecting", BOOKKEEPING.roles | _PARTNERS)
"""Whoever may ask for money by a link: the brand of anybody, a distributor of itself."""

ANSWERING: Final = Policy("answering", _PARTNERS)
"""Whoever may say that a statement is right or wrong: only those it was written to."""

ESTIMATING: Final = Policy("estimating", _PARTNERS)
"""Whoever may ask what a distributor would earn: its own owner and finance."""

LOOKING_AT_PAYOUTS: Final = Policy("looking at payouts", BOOKKEEPING.roles | {Role.PAYOUT_OPERATOR})
"""Whoever may see what a payout would come to."""

PREPARING_PAYOUTS: Final = Policy("preparing payouts", frozenset({Role.PAYOUT_OPERATOR}))
"""Whoever puts a batch together: the first of the two people."""

RELEASING_PAYOUTS: Final = Policy(
    "releasing payouts", frozenset({Role.OWNER, Role.FINANCE_DIRECTOR})
)
"""Whoever lets a batch go: the second person."""

STOPPING_PAYOUTS: Final = Policy(
    "stopping payouts", PREPARING_PAYOUTS.roles | RELEASING_PAYOUTS.roles
)
"""Whoever may take a batch back."""

NOBODYS: Final = frozenset[Relation]()
"""A deed that is about no distributor's row for who does not see the whole brand."""

OWN: Final = frozenset({Relation.SELF})
"""A deed on what is one's own distributor's."""

GIVEN: Final = frozenset({Relation.GIVEN, Relation.BELOW_GIVEN})
"""A deed of salespeople on what is of the distributors given to them."""

POLICIES: Final = (
    ANYONE,
    STAFF,
    FINANCE,
    MONEY,
    BANKING,
    OWNING,
    OVERSEEING,
    TEAM,
    STAFFING,
    ASSIGNING,
    PROMOTING,
    PLANNING,
    APPROVING_PLANS,
    SELLING,
    SHIPPING,
    WATCHING_CLAIMS,
    CLAIMS,
    DECIDING,
    GOVERNING_CLAIMS,
    IMPORTING,
    BOOKKEEPING,
    COLLECTING,
    ANSWERING,
    ESTIMATING,
    LOOKING_AT_PAYOUTS,
    PREPARING_PAYOUTS,
    RELEASING_PAYOUTS,
    STOPPING_PAYOUTS,
)
