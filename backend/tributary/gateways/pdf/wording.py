"""The words of a statement in Chinese and English, and how amounts and days are written."""

# Full-width punctuation is how Chinese is written.
# ruff: noqa: RUF001

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tributary.kernel import Money, Period, Rate
from tributary.settlements.ports import CommissionKind, EntryKind, Language, Netting

MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Every word we print ourselves, in one language."""

    statement: str
    number: str
    period: str
    issued_on: str
    counterparty: str
    currency: str
    supersedes: str
    to_pay: str
    to_receive: str
    scan_to_pay: str
    pay_online: str
    owed: str
    earned: str
    opening: str
    closing: str
    ageing: str
    ageing_columns: tuple[str, str, str, str, str, str]
    line_columns: tuple[str, str, str, str, str]
    commission_columns: tuple[str, str, str, str, str, str, str]
    open_columns: tuple[str, str, str, str, str]
    calculation: str
    open_items: str
    total: str
    none: str
    continued: str
    page: str
    entries: Mapping[EntryKind, str]
    commissions: Mapping[CommissionKind, str]
    netting: Mapping[Netting, str]


_CHINESE: Final = Wording(
    statement="对账单",
    number="账单编号",
    period="结算周期",
    issued_on="出具日期",
    counterparty="致",
    currency="币种",
    supersedes="本账单更正并取代账单 {number}。",
    to_pay="贵方应付",
    to_receive="贵方应收",
    scan_to_pay="扫码付款",
    pay_online="在线付款：",
    owed="往来欠款",
    earned="佣金与返利",
    opening="期初余额",
    closing="期末余额",
    ageing="账龄",
    ageing_columns=("未到期", "1–30 天", "31–60 天", "61–90 天", "90 天以上", "未核销收款"),
    line_columns=("日期", "单号", "摘要", "计算依据", "金额"),
    commission_columns=("订单 / 货号", "销售方 / 类型", "规则", "基数", "比例", "数量", "佣金"),
    open_columns=("单号", "开单日期", "到期日", "原金额", "未结金额"),
    calculation="佣金计算明细",
    open_items="未结货款",
    total="合计",
    none="本期无记录",
    continued="（续）",
    page="第 {page} 页，共 {pages} 页",
    entries={
        EntryKind.RECEIVABLE: "货款",
        EntryKind.DISCOUNT_LOST: "失去的优惠",
        EntryKind.CREDIT_NOTE: "贷项通知",
        EntryKind.RECEIPT: "收款",
        EntryKind.REFUND: "退款",
        EntryKind.COMMISSION: "佣金",
        EntryKind.REBATE: "返利",
        EntryKind.CLAWBACK: "佣金追回",
        EntryKind.SET_OFF: "抵扣",
        EntryKind.PAYOUT: "打款",
        EntryKind.ADJUSTMENT: "调整",
    },
    commissions={
        CommissionKind.LEVEL: "自销",
        CommissionKind.OVERRIDE: "下级销售",
        CommissionKind.PRICE_GAP: "价差",
        CommissionKind.BONUS: "奖励",
    },
    netting={
        Netting.SEPARATE: "欠款与佣金分别结算，互不抵扣。本对账单不是发票。",
        Netting.SET_OFF: "佣金与返利已先行抵扣欠款，仅结算差额。本对账单不是发票。",
    },
)

_ENGLISH: Final = Wording(
    statement="Statement",
    number="Statement no.",
    period="Period",
    issued_on="Issued on",
    counterparty="To",
    currency="Currency",
    supersedes="Corrects and replaces statement {number}.",
    to_pay="To pay",
    to_receive="To receive",
    scan_to_pay="Scan to pay",
    pay_online="Pay online: ",
    owed="What you owe",
    earned="What you have earned",
    opening="Opening balance",
    closing="Closing balance",
    ageing="Ageing",
    ageing_columns=(
        "Not due",
        "1–30 days",
        "31–60 days",
        "61–90 days",
        "Over 90 days",
        "Unapplied receipts",
    ),
    line_columns=("Date", "Reference", "Description", "Calculation", "Amount"),
    commission_columns=("Order / SKU", "Sold by / kind", "Rule", "Base", "Rate", "Qty", "Amount"),
    open_columns=("Number", "Issued on", "Due on", "Total", "Open"),
    calculation="How commissions were calculated",
    open_items="Open items",
    total="Total",
    none="Nothing in this period",
    continued=" (continued)",
    page="Page {page} of {pages}",
    entries={
        EntryKind.RECEIVABLE: "Receivables",
        EntryKind.DISCOUNT_LOST: "Lost discounts",
        EntryKind.CREDIT_NOTE: "Credit notes",
        EntryKind.RECEIPT: "Receipts",
        EntryKind.REFUND: "Refunds",
        EntryKind.COMMISSION: "Commissions",
        EntryKind.REBATE: "Rebates",
        EntryKind.CLAWBACK: "Commission clawed back",
        EntryKind.SET_OFF: "Set off",
        EntryKind.PAYOUT: "Payouts",
        EntryKind.ADJUSTMENT: "Adjustments",
    },
    commissions={
        CommissionKind.LEVEL: "own sale",
        CommissionKind.OVERRIDE: "sale further down",
        CommissionKind.PRICE_GAP: "price gap",
        CommissionKind.BONUS: "bonus",
    },
    netting={
        Netting.SEPARATE: (
            "What you owe and what you have earned are settled separately. "
            "This statement is not a tax invoice."
        ),
        Netting.SET_OFF: (
            "What you have earned was first set off against what you owe; only the difference "
            "is settled. This statement is not a tax invoice."
        ),
    },
)

WORDINGS: Final[Mapping[Language, Wording]] = {"zh-CN": _CHINESE, "en": _ENGLISH}


def written(amount: Money) -> str:
    """Write an amount with thousands separators, the currency's decimals and a true minus.

    >>> written(Money.of("-1234567.50", "CNY"))
    '\N{MINUS SIGN}1,234,567.50'
    """
    whole, point, fraction = abs(amount).decimal.partition(".")
    sign = MINUS if amount.minor < 0 else ""
    return f"{sign}{int(whole):,}{point}{fraction}"


def written_rate(rate: Rate | Money) -> str:
    """Write a percentage, or an amount per piece."""
    return written(rate) if isinstance(rate, Money) else str(rate).replace("-", MINUS)


def written_quantity(quantity: int) -> str:
    """Write a number of pieces; a return has a true minus.

    >>> written_quantity(-1400)
    '\N{MINUS SIGN}1,400'
    """
    return f"{quantity:,}".replace("-", MINUS)


def written_day(day: date) -> str:
    """Write a day so that every reader understands it."""
    return day.isoformat()


def written_period(period: Period, language: Language) -> str:
    """Write the first and the last day of a period.

    >>> written_period(Period.month(2026, 2), "en")
    '2026-02-01 to 2026-02-28'
    """
    joint = " 至 " if language == "zh-CN" else " to "
    return f"{period.start}{joint}{period.last}"
