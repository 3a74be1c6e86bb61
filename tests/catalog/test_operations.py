"""Grades, products and prices on a real database."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest

from tests.factories.catalog import FIRST_DAY, make_grades, make_product
from tests.factories.identity import make_brand
from tributary import catalog
from tributary.catalog import PriceDraft, ProductDraft
from tributary.kernel import BrandId, Currency, Money, ProductId, Rate, new_id
from tributary.platform import Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

CNY = Currency("CNY")
MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)
VAT = Rate.percent("13")


class Tea:
    """The product under test, with words short enough for a test."""

    def __init__(self, work: Work, product_id: ProductId) -> None:
        self.work = work
        self.product_id = product_id

    def draft(self, grade: str, amount: str, day: date, code: str = "CNY") -> PriceDraft:
        return PriceDraft(self.product_id, grade, Money.of(amount, code), day)

    async def set(self, grade: str, amount: str, day: date, code: str = "CNY") -> None:
        await catalog.set_prices(self.work, [self.draft(grade, amount, day, code)])

    async def price(self, grade: str, on: date, code: str = "CNY") -> str:
        price = await catalog.price_of(
            self.work.session,
            self.work.brand_id,
            product_id=self.product_id,
            grade=grade,
            currency=Currency(code),
            on=on,
        )
        return str(price)


@pytest.fixture
async def tea(open_work: OpenWork) -> ProductId:
    """A product with a ladder from the first of January."""
    async with open_work() as work:
        await make_brand(work)
        await make_grades(work)
        return await make_product(
            work, sku="TEA", prices={"gold": "60.00", "silver": "70.00", "bronze": "80.00"}
        )


@pytest.fixture
def work_of_tea(work: Work, tea: ProductId) -> Tea:
    return Tea(work, tea)


async def test_the_id_of_a_product_follows_from_its_sku(work: Work, brand_id: BrandId) -> None:
    await make_brand(work)

    product_id = await make_product(work, sku="TEA-01", name="龙井茶", tax="13")

    assert product_id == catalog.product_id_of(brand_id, "TEA-01")
    found = await catalog.product_by_sku(work.session, brand_id, "TEA-01")
    assert found is not None
    assert (found.id, found.name, found.tax_rate, found.reviewed) == (
        product_id,
        "龙井茶",
        VAT,
        True,
    )
    assert await catalog.product_by_sku(work.session, brand_id, "TEA-02") is None


async def test_a_sku_is_registered_once(open_work: OpenWork, tea: ProductId) -> None:
    draft = ProductDraft("TEA", "Tea", "tea", VAT)

    with pytest.raises(catalog.DuplicateCode, match="SKU TEA exists already"):
        async with open_work() as work:
            await catalog.add_products(work, [ProductDraft("NEW", "New", "tea", VAT), draft])
    with pytest.raises(catalog.DuplicateCode, match="comes twice"):
        async with open_work() as work:
            await catalog.add_products(work, [draft, draft])

    async with open_work() as work:
        assert await catalog.product_by_sku(work.session, work.brand_id, "NEW") is None
    assert tea


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (ProductDraft(" TEA", "Tea", "tea", VAT), "without blanks"),
        (ProductDraft("", "Tea", "tea", VAT), "1 to 100 characters"),
        (ProductDraft("TEA", " ", "tea", VAT), "has no name"),
        (ProductDraft("TEA", "Tea", "tea", Rate.percent("101")), "not between 0 % and 100 %"),
    ],
)
async def test_an_unusable_product_is_refused(
    work: Work, draft: ProductDraft, message: str
) -> None:
    with pytest.raises(catalog.ProductInvalid, match=message):
        await catalog.add_products(work, [draft])


async def test_a_channels_new_products_wait_for_review(
    open_work: OpenWork, tea: ProductId, brand_id: BrandId
) -> None:
    drafts = [ProductDraft("TEA", "Other", "x", VAT), ProductDraft("CUP", "Cup", "ware", VAT)]

    async with open_work() as work:
        assert await catalog.adopt_products(work, drafts) == 1
        assert await catalog.adopt_products(work, drafts) == 0

    async with open_work() as work:
        found = await catalog.products_by_sku(work.session, brand_id, ["TEA", "CUP"])
        assert {sku: product.reviewed for sku, product in found.items()} == {
            "TEA": True,
            "CUP": False,
        }
        await catalog.review_products(work, [found["CUP"].id])
        cup = await catalog.product_by_sku(work.session, brand_id, "CUP")
    assert cup is not None
    assert cup.reviewed
    assert tea == found["TEA"].id


async def test_reviewing_what_is_not_there_is_refused(work: Work) -> None:
    with pytest.raises(catalog.UnknownProduct, match="1 of the products"):
        await catalog.review_products(work, [ProductId(new_id())])


@pytest.mark.parametrize(
    ("code", "name", "rank", "message"),
    [
        ("", "Gold", 1, "cannot be used"),
        ("gold", "", 1, "has no name"),
        ("gold", "Gold", 0, "is not 1"),
    ],
)
async def test_an_unusable_grade_is_refused(
    work: Work, code: str, name: str, rank: int, message: str
) -> None:
    with pytest.raises(catalog.GradeInvalid, match=message):
        await catalog.add_grade(work, code=code, name=name, rank=rank)


async def test_grades_have_their_own_codes_and_ranks(work: Work, brand_id: BrandId) -> None:
    await make_grades(work, "gold", "silver")

    with pytest.raises(catalog.DuplicateCode, match="rank 2"):
        await catalog.add_grade(work, code="other", name="Other", rank=2)
    with pytest.raises(catalog.DuplicateCode, match="'gold'"):
        await catalog.add_grade(work, code="gold", name="Other", rank=3)

    grades = await catalog.grades_of(work.session, brand_id)
    assert [(grade.code, grade.rank) for grade in grades] == [("gold", 1), ("silver", 2)]


async def test_a_new_price_ends_the_one_before_it(work_of_tea: Tea) -> None:
    await work_of_tea.set("gold", "66.00", MARCH)

    assert await work_of_tea.price("gold", MARCH - timedelta(days=1)) == "60.00 CNY"
    assert await work_of_tea.price("gold", MARCH) == "66.00 CNY"
    assert await work_of_tea.price("gold", FIRST_DAY - timedelta(days=1)) == "None"
    assert await work_of_tea.price("silver", MARCH) == "70.00 CNY"


async def test_one_list_may_hold_several_days_of_a_step(work_of_tea: Tea) -> None:
    drafts = [work_of_tea.draft("gold", "68.00", APRIL), work_of_tea.draft("gold", "66.00", MARCH)]

    await catalog.set_prices(work_of_tea.work, drafts)
    await catalog.set_prices(work_of_tea.work, drafts)

    days = [FIRST_DAY, MARCH, APRIL]
    prices = [await work_of_tea.price("gold", day) for day in days]
    assert prices == ["60.00 CNY", "66.00 CNY", "68.00 CNY"]


async def test_the_same_price_in_another_currency_is_another_step(work_of_tea: Tea) -> None:
    await work_of_tea.set("gold", "9.00", FIRST_DAY, "EUR")

    assert await work_of_tea.price("gold", FIRST_DAY) == "60.00 CNY"
    assert await work_of_tea.price("gold", FIRST_DAY, "EUR") == "9.00 EUR"


async def test_a_price_before_or_on_the_last_ones_day_is_refused(work_of_tea: Tea) -> None:
    await work_of_tea.set("gold", "66.00", MARCH)

    with pytest.raises(catalog.PriceOverlap, match="TEA for grade gold in CNY has a price from"):
        await work_of_tea.set("gold", "65.00", MARCH)
    with pytest.raises(catalog.PriceOverlap, match="choose a later day"):
        await work_of_tea.set("gold", "65.00", date(2026, 2, 1))
    with pytest.raises(catalog.PriceOverlap, match="comes twice"):
        await catalog.set_prices(
            work_of_tea.work,
            [work_of_tea.draft("gold", "1.00", APRIL), work_of_tea.draft("gold", "2.00", APRIL)],
        )


async def test_a_price_of_nothing_known_is_refused(work_of_tea: Tea) -> None:
    with pytest.raises(catalog.UnknownGrade, match="Grade tin does not exist"):
        await work_of_tea.set("tin", "65.00", MARCH)
    with pytest.raises(catalog.UnknownProduct, match="register it before its price"):
        await catalog.set_price(
            work_of_tea.work,
            product_id=ProductId(new_id()),
            grade="gold",
            unit_price=Money.of("1.00", "CNY"),
            valid_from=MARCH,
        )
    with pytest.raises(catalog.PriceNegative, match="below zero"):
        await work_of_tea.set("gold", "-1.00", MARCH)


async def test_the_ladder_shows_the_steps_from_a_rank_down(work_of_tea: Tea) -> None:
    ladder = await catalog.price_ladder(
        work_of_tea.work.session,
        work_of_tea.work.brand_id,
        product_id=work_of_tea.product_id,
        currency=CNY,
        on=MARCH,
        from_rank=2,
    )

    assert [(step.grade, str(step.unit_price)) for step in ladder] == [
        ("silver", "70.00 CNY"),
        ("bronze", "80.00 CNY"),
    ]


async def test_two_lists_at_once_leave_one_price_per_day(
    open_work: OpenWork, tea: ProductId
) -> None:
    async def raise_price(day: int) -> None:
        async with open_work() as work:
            await catalog.set_price(
                work,
                product_id=tea,
                grade="gold",
                unit_price=Money(6000 + day, CNY),
                valid_from=date(2026, 5, day),
            )

    outcomes = await asyncio.gather(*map(raise_price, range(1, 9)), return_exceptions=True)

    failures = [outcome for outcome in outcomes if outcome is not None]
    assert all(isinstance(failure, catalog.PriceOverlap) for failure in failures)
    async with open_work() as work:
        rows = await work.rows(
            "SELECT count(*) FILTER (WHERE valid_until IS NULL) AS open, count(*) AS all_of_them "
            "FROM prices WHERE grade = 'gold'"
        )
    assert tuple(rows[0]) == (1, 9 - len(failures))


async def test_an_audit_entry_tells_of_the_list(work_of_tea: Tea) -> None:
    await work_of_tea.set("gold", "66.00", MARCH)

    rows = await work_of_tea.work.rows(
        "SELECT after FROM audit_entries WHERE action = 'catalog.set_prices' "
        "AND after ->> 'valid_from' = '2026-03-01'"
    )
    assert [row.after["added"] for row in rows] == [1]
