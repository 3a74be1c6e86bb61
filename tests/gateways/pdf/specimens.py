"""Statements to print: a handsome short one and one of many lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tributary.kernel import Money, Period, Rate, currency, total_of
from tributary.settlements.ports import (
    AgeingBlock,
    BalanceBlock,
    CommissionKind,
    CommissionLine,
    EntryKind,
    Language,
    Line,
    Movement,
    Netting,
    OpenItem,
    Section,
    StatementDocument,
)

PAY_URL = "https://pay.tributary.example/p/yunlan.k7Qm3vXw9TzR2bNc5HfJ8sLd"


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


def _section(kind: EntryKind, lines: Sequence[Line]) -> Section:
    return Section(kind, lines, total_of((line.amount for line in lines), "CNY"))


NAMES: dict[Language, tuple[str, str, str]] = {
    "zh-CN": (
        "上海云岚茶业有限公司",
        "上海市徐汇区漕溪北路 88 号圣爱大厦 12 层",
        "成都锦里张㛃商贸有限公司",
    ),
    "en": (
        "Yunlan Tea Co., Ltd.",
        "12/F, 88 North Caoxi Road, Xuhui, Shanghai",
        "Brightwater Trading (HK) Ltd.",
    ),
}
"""Brand, its address, counterparty."""


def _line(day: tuple[int, int], number: str, text: str, amount: str, trace: str = "") -> Line:
    return Line(date(2026, *day), number, text, cny(amount), trace or None)


INVOICES = (
    ((2, 3), "INV-2026-000131", "春茶首批 Spring first flush", "118250.00", "ORD-2026-004411"),
    (
        (2, 11),
        "INV-2026-000148",
        "明前龙井礼盒 Longjing gift boxes, 24 boxes of 250 g",
        "64880.50",
        "ORD-2026-004502",
    ),
    ((2, 25), "INV-2026-000166", "茶具 Tea ware", "9999.99", "ORD-2026-004631"),
)
RECEIPTS = (
    ((2, 9), "RC-2026-000077", "银行转账 Bank transfer", "-80000.00", ""),
    ((2, 20), "RC-2026-000091", "微信支付 WeChat Pay", "-12345.67", ""),
)
COMMISSIONS = (
    ((2, 28), "CM-2026-000012", "二月佣金 February commission", "5912.53", "SR-2026-000002"),
)
CLAWBACKS = (
    ((2, 27), "CM-2026-000013", "退货追回 Return of ORD-2026-003977", "-125.00", "RT-2026-000031"),
)


def _sections() -> list[Section]:
    entries = (
        (EntryKind.RECEIVABLE, INVOICES),
        (EntryKind.RECEIPT, RECEIPTS),
        (EntryKind.COMMISSION, COMMISSIONS),
        (EntryKind.CLAWBACK, CLAWBACKS),
    )
    return [_section(kind, [_line(*row) for row in rows]) for kind, rows in entries]


def _commission_lines(counterparty: str) -> list[CommissionLine]:
    rows = (
        (
            "ORD-2026-004411",
            "TEA-LJ-250",
            counterparty,
            CommissionKind.LEVEL,
            "104646.02",
            "5",
            430,
            "5232.30",
            "A-2026 v3 #4",
        ),
        (
            "ORD-2026-004399",
            "TEA-PE-357",
            "青羊区老茶馆",
            CommissionKind.OVERRIDE,
            "27209.20",
            "2.5",
            76,
            "680.23",
            "A-2026 v3 #7",
        ),
        (
            "ORD-2026-003977",
            "TEA-LJ-250",
            "青羊区老茶馆",
            CommissionKind.OVERRIDE,
            "-5000.00",
            "2.5",
            -14,
            "-125.00",
            "A-2026 v3 #7",
        ),
    )
    return [
        CommissionLine(
            order, sku, seller, kind, cny(base), Rate.percent(rate), pieces, cny(amount), rule
        )
        for order, sku, seller, kind, base, rate, pieces, amount, rule in rows
    ]


def _open_items() -> list[OpenItem]:
    rows = (
        ("INV-2026-000102", (1, 4), (2, 3), "50000.00", "50000.00"),
        ("INV-2026-000131", (2, 3), (3, 5), "118250.00", "22104.33"),
        ("INV-2026-000148", (2, 11), (3, 13), "64880.50", "64880.50"),
        ("INV-2026-000166", (2, 25), (3, 27), "9999.99", "9999.99"),
    )
    return [
        OpenItem(number, date(2026, *issued), date(2026, *due), cny(total), cny(still))
        for number, issued, due, total, still in rows
    ]


def _movements(sections: Sequence[Section]) -> list[Movement]:
    return [Movement(section.kind, section.total) for section in sections]


def statement(language: Language = "zh-CN") -> StatementDocument:
    brand, address, counterparty = NAMES[language]
    sections = _sections()
    buckets = ("74880.49", "50000.00", "17104.33", "3000.00", "2000.00", "5000.00")
    return StatementDocument(
        number="ST-2026-000123",
        language=language,
        period=Period.month(2026, 2),
        issued_on=date(2026, 3, 1),
        brand_name=brand,
        brand_address=address,
        counterparty_name=counterparty,
        counterparty_number="D-10086",
        currency=currency("CNY"),
        owed=BalanceBlock(cny("41200.00"), _movements(sections[:2]), cny("141984.82")),
        earned=BalanceBlock(cny("0.00"), _movements(sections[2:]), cny("5787.53")),
        to_pay=cny("141984.82"),
        to_receive=cny("5787.53"),
        netting=Netting.SEPARATE,
        sections=sections,
        commission_lines=_commission_lines(counterparty),
        ageing=AgeingBlock(*(cny(bucket) for bucket in buckets)),
        open_items=_open_items(),
        pay_url=PAY_URL,
    )


def long_statement(lines_count: int, language: Language = "zh-CN") -> StatementDocument:
    lines = [
        Line(
            date(2026, 2, 1) + timedelta(days=place % 28),
            f"INV-2026-{place:06d}",
            f"春茶 Spring tea {place}",
            Money(1_000_00 + place, currency("CNY")),
            f"ORD-2026-{place:06d}",
        )
        for place in range(1, lines_count + 1)
    ]
    invoices = _section(EntryKind.RECEIVABLE, lines)
    owed = BalanceBlock(
        cny("0.00"), [Movement(EntryKind.RECEIVABLE, invoices.total)], invoices.total
    )
    return replace(
        statement(language),
        owed=owed,
        to_pay=invoices.total,
        sections=[invoices],
        commission_lines=[],
        open_items=[],
    )
