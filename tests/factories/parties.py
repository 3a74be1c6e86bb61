"""A brand that is open for business and its distributors, valid by default."""

from datetime import date

from tests.factories.catalog import make_grades
from tests.factories.identity import make_brand
from tributary import parties
from tributary.kernel import DistributorId, PartyId
from tributary.platform import Work

FIRST_DAY = date(2026, 1, 1)


async def open_house(work: Work, *grades: str) -> PartyId:
    """Create the brand of this work with its own party and its grades (gold, silver, bronze)."""
    await make_brand(work)
    await make_grades(work, *grades)
    return await parties.open_brand(work, name="荷叶茶业 Lotus Tea")


async def make_distributor(
    work: Work,
    code: str,
    *,
    under: PartyId | DistributorId | None = None,
    grade: str = "gold",
    since: date = FIRST_DAY,
    name: str | None = None,
    language: str = "zh",
    email: str | None = None,
) -> DistributorId:
    """Register a distributor, directly under the brand unless told otherwise."""
    return await parties.register_distributor(
        work,
        code=code,
        name=name or f"{code} 商贸有限公司",
        parent_id=PartyId(under or work.brand_id),
        grade=grade,
        since=since,
        language=language,
        email=email,
    )


async def make_chain(
    work: Work, *codes: str, grades: tuple[str, ...] = (), since: date = FIRST_DAY
) -> list[DistributorId]:
    """Register distributors each under the one before, the first directly under the brand."""
    chain: list[DistributorId] = []
    for place, code in enumerate(codes):
        grade = grades[place] if grades else "gold"
        under = chain[-1] if chain else None
        chain.append(await make_distributor(work, code, under=under, grade=grade, since=since))
    return chain
