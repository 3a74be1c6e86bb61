"""Brands and people, valid by default."""

from uuid import UUID

from tributary import identity
from tributary.platform import Work


async def make_brand(
    work: Work,
    *,
    slug: str | None = None,
    name: str = "荷叶茶业 Lotus Tea",
    time_zone: str = "Asia/Shanghai",
    currency: str = "CNY",
) -> None:
    """Create the brand that the work is inside of; its slug follows from its id."""
    await identity.create_brand(
        work,
        slug=slug or slug_of(work.brand_id),
        name=name,
        time_zone=time_zone,
        currency=currency,
    )


def slug_of(brand_id: UUID) -> str:
    return f"brand-{brand_id.hex}"
