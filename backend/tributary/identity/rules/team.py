"""Who gives which role: the whole of it is one table."""

from collections.abc import Mapping
from typing import Final

from tributary.identity.rules.people import Role

_BY_OWNERS: Final = frozenset({Role.OWNER})
_BY_BOTH_SIDES: Final = _BY_OWNERS | {Role.SALES_MANAGER, Role.DISTRIBUTOR_OWNER}
"""A distributor's owner gives roles at that distributor alone, and at none above or below it."""

GIVERS: Final[Mapping[Role, frozenset[Role]]] = {
    Role.OWNER: _BY_OWNERS,
    Role.FINANCE_DIRECTOR: _BY_OWNERS,
    Role.ACCOUNTANT: _BY_OWNERS,
    Role.PAYOUT_OPERATOR: _BY_OWNERS,
    Role.SALES_MANAGER: _BY_OWNERS,
    Role.SALESPERSON: _BY_OWNERS,
    Role.AUDITOR: _BY_OWNERS,
    Role.DISTRIBUTOR_OWNER: _BY_BOTH_SIDES,
    Role.DISTRIBUTOR_FINANCE: _BY_BOTH_SIDES,
    Role.DISTRIBUTOR_BUYER: _BY_BOTH_SIDES,
}
"""Of each role, which roles give it and take it away; to oneself nobody gives any."""

LETTERS_A_DAY: Final = 5
"""So many invitations are written to one person in a day, whoever asks for them."""


def givable(roles: frozenset[Role]) -> frozenset[Role]:
    """Return what somebody with some roles may give.

    >>> sorted(map(str, givable(frozenset({Role.SALES_MANAGER}))))
    ['distributor_buyer', 'distributor_finance', 'distributor_owner']
    """
    return frozenset(role for role, givers in GIVERS.items() if not givers.isdisjoint(roles))
