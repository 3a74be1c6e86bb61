"""Who looks: the brand, the roles, and for a distributor's people the distributor."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final
from uuid import UUID

from tributary.identity import BRAND_ROLES, DISTRIBUTOR_ROLES, Role
from tributary.kernel import BrandId, DistributorId, UserId


class Sight(Enum):
    """How far somebody sees among the rows of a brand."""

    BRAND = "all rows of the brand"
    ASSIGNED = "the rows of the distributors that are given to a salesperson"
    BRANCH = "the rows of a distributor, by the scope of each type"


class Breadth(Enum):
    """How many of a brand's distributors somebody sees, which decides how pages are found.

    It only chooses between ways to the same rows, so it may be some minutes old.
    """

    FEW = "what each of them has is collected and put in order"
    MANY = "a tenth or more: all rows are walked in order, and looked up in a list made once"
    MOST = "more than are listed for a page: each row that is walked is asked for by itself"


LISTED_MAX: Final = 300
"""Listing one costs about as much as a third of asking for one row, of which a page of fifty needs
some hundred."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person or program in one brand, for as long as one request lasts."""

    brand_id: BrandId
    user_id: UserId | None
    """None for a program that acts for nobody but itself."""
    roles: frozenset[Role]
    today: date
    """The business day in the brand's time zone."""
    distributor_id: DistributorId | None = None
    """None for people of the brand itself."""
    breadth: Breadth = Breadth.FEW
    program_id: UUID | None = None
    """The program that asks; None for our own pages."""
    scopes: frozenset[str] | None = None
    """What the program was allowed; None for our own pages, which need no leave."""
    confirmed_at: datetime | None = None
    """When the person last proved who it is."""
    impersonator_id: UserId | None = None
    """The owner who looks as this person, and changes nothing."""

    def __post_init__(self) -> None:
        side = BRAND_ROLES if self.distributor_id is None else DISTRIBUTOR_ROLES
        if not self.roles or not self.roles <= side:
            message = "a viewer has roles of one side: the brand's, or a distributor's"
            raise ValueError(message)

    @property
    def is_distributor(self) -> bool:
        """Whether rows are shown only as far as a distributor may see them."""
        return self.distributor_id is not None

    @property
    def sight(self) -> Sight:
        """How far the viewer sees: another role beside salesperson opens the whole brand."""
        if self.is_distributor:
            return Sight.BRANCH
        return Sight.ASSIGNED if self.roles == frozenset({Role.SALESPERSON}) else Sight.BRAND

    def may(self, scope: str) -> bool:
        """Tell whether the program that asks, if one does, was allowed this."""
        return self.scopes is None or scope in self.scopes


@dataclass(frozen=True, slots=True)
class Policy:
    """Which roles may ask for a field at all; which rows they get is the scope's matter."""

    name: str
    roles: frozenset[Role]

    def admits(self, roles: frozenset[Role]) -> bool:
        """Tell whether one of these roles is enough."""
        return not self.roles.isdisjoint(roles)


ANYONE: Final = Policy("anyone", frozenset(Role))
"""Everybody who has a role in the brand or in a distributor of it."""
