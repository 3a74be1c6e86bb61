"""Who acts, for the audit trail."""

from dataclasses import dataclass
from uuid import UUID

from tributary.kernel.ids import BrandId, UserId


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something inside which brand, and from where."""

    brand_id: BrandId
    user_id: UserId | None
    """None when the system itself acts: a job, a webhook; or a program by itself."""
    origin: str
    """Where the deed came from: "cli", "job", "webhook:stripe", "pay-page"."""
    on_behalf_of: UserId | None = None
    program_id: UUID | None = None
    """The program by which it is done. Where nobody is named it acts for itself, with the roles it
    was given; with neither it is the system, which may everything."""

    @classmethod
    def system(cls, brand_id: BrandId, origin: str) -> "Actor":
        """Return the system acting inside a brand."""
        return cls(brand_id=brand_id, user_id=None, origin=origin)
