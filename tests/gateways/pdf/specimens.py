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


def statement(language: Language = "zh-CN") -> StatementDocument:
    names = {
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
    brand, address, counterparty = names[language]
    invoices = _section(
        EntryKind.RECEIVABLE,
        [
            Line(
                date(2026, 2, 3),
                "INV-2026-000131",
                "春茶首批 Spring first flush",
                cny("118250.00"),
                "ORD-2026-004411",
            ),
            Line(
                date(2026, 2, 11),
                "INV-2026-000148",
                "明前龙井礼盒 Longjing gift boxes, 24 boxes of 250 g",
                cny("64880.50"),
                "ORD-2026-004502",
            ),
            Line(
                date(2026, 2, 25),
                "INV-2026-000166",
                "茶具 Tea ware",
                cny("9999.99"),
                "ORD-2026-004631",
            ),
        ],
    )
    receipts = _section(
        EntryKind.RECEIPT,
        [
            Line(date(2026, 2, 9), "RC-2026-000077", "银行转账 Bank transfer", cny("-80000.00")),
            Line(date(2026, 2, 20), "RC-2026-000091", "微信支付 WeChat Pay", cny("-12345.67")),
        ],
    )
    commissions = _section(
        EntryKind.COMMISSION,
        [
            Line(
                date(2026, 2, 28),
                "CM-2026-000012",
                "二月佣金 February commission",
                cny("5912.53"),
                "SR-2026-000002",
            )
        ],
    )
    clawbacks = _section(
        EntryKind.CLAWBACK,
        [
            Line(
                date(2026, 2, 27),
                "CM-2026-000013",
                "退货追回 Return of ORD-2026-003977",
                cny("-125.00"),
                "RT-2026-000031",
            )
        ],
    )
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
        owed=BalanceBlock(
            cny("41200.00"),
            [
                Movement(EntryKind.RECEIVABLE, invoices.total),
                Movement(EntryKind.RECEIPT, receipts.total),
            ],
            cny("141984.82"),
        ),
        earned=BalanceBlock(
            cny("0.00"),
            [
                Movement(EntryKind.COMMISSION, commissions.total),
                Movement(EntryKind.CLAWBACK, clawbacks.total),
            ],
            cny("5787.53"),
        ),
        to_pay=cny("141984.82"),
        to_receive=cny("5787.53"),
        netting=Netting.SEPARATE,
        sections=[invoices, receipts, commissions, clawbacks],
        commission_lines=[
            CommissionLine(
                "ORD-2026-004411",
                "TEA-LJ-250",
                counterparty,
                CommissionKind.LEVEL,
                cny("104646.02"),
                Rate.percent("5"),
                430,
                cny("5232.30"),
                "A-2026 v3 #4",
            ),
            CommissionLine(
                "ORD-2026-004399",
                "TEA-PE-357",
                "青羊区老茶馆",
                CommissionKind.OVERRIDE,
                cny("27209.20"),
                Rate.percent("2.5"),
                76,
                cny("680.23"),
                "A-2026 v3 #7",
            ),
            CommissionLine(
                "ORD-2026-003977",
                "TEA-LJ-250",
                "青羊区老茶馆",
                CommissionKind.OVERRIDE,
                cny("-5000.00"),
                Rate.percent("2.5"),
                -14,
                cny("-125.00"),
                "A-2026 v3 #7",
            ),
        ],
        ageing=AgeingBlock(
            cny("74880.49"),
            cny("50000.00"),
            cny("17104.33"),
            cny("3000.00"),
            cny("2000.00"),
            cny("5000.00"),
        ),
        open_items=[
            OpenItem(
                "INV-2026-000102",
                date(2026, 1, 4),
                date(2026, 2, 3),
                cny("50000.00"),
                cny("50000.00"),
            ),
            OpenItem(
                "INV-2026-000131",
                date(2026, 2, 3),
                date(2026, 3, 5),
                cny("118250.00"),
                cny("22104.33"),
            ),
            OpenItem(
                "INV-2026-000148",
                date(2026, 2, 11),
                date(2026, 3, 13),
                cny("64880.50"),
                cny("64880.50"),
            ),
            OpenItem(
                "INV-2026-000166",
                date(2026, 2, 25),
                date(2026, 3, 27),
                cny("9999.99"),
                cny("9999.99"),
            ),
        ],
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
