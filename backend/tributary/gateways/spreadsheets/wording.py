"""The words of a statement's files that its PDF does not have, in Chinese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tributary.settlements.ports import Language


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts of a file, and the facts of a statement, are called."""

    balances: str
    lines: str
    movement: str
    period_start: str
    period_last: str
    issuer: str
    code: str
    note: str
    answer: str
    supersedes: str
    correction: str
    difference: str
    pay_url: str


PARTS: Final[Mapping[Language, Parts]] = MappingProxyType(
    {
        "zh-CN": Parts(
            balances="余额",
            lines="明细",
            movement="本期变动",
            period_start="周期首日",
            period_last="周期末日",
            issuer="出具方",
            code="分销商编码",
            note="说明",
            answer="答复期限",
            supersedes="更正并取代",
            correction="更正说明",
            difference="更正差额",
            pay_url="付款链接",
        ),
        "en": Parts(
            balances="Balances",
            lines="Lines",
            movement="Movements",
            period_start="First day",
            period_last="Last day",
            issuer="Issued by",
            code="Code",
            note="Note",
            answer="To be answered",
            supersedes="Corrects and replaces",
            correction="Correction",
            difference="Difference by the correction",
            pay_url="Pay online",
        ),
    }
)

_COLUMNS: Final = (
    ("statement", "账单编号", "Statement no."),
    ("counterparty", "分销商编码", "To"),
    ("period_start", "周期首日", "First day"),
    ("period_last", "周期末日", "Last day"),
    ("part", "部分", "Part"),
    ("account", "账户", "Account"),
    ("section", "类别", "Section"),
    ("position", "行号", "Line"),
    ("day", "日期", "Date"),
    ("due", "到期日", "Due on"),
    ("reference", "单号", "Reference"),
    ("sku", "货号", "SKU"),
    ("seller", "销售方", "Sold by"),
    ("description", "摘要", "Description"),
    ("fact", "内容", "Content"),
    ("trace", "计算依据", "Calculation"),
    ("base", "基数", "Base"),
    ("rate", "比例", "Rate"),
    ("quantity", "数量", "Quantity"),
    ("total", "原金额", "Total"),
    ("amount", "金额", "Amount"),
    ("currency", "币种", "Currency"),
    ("journal", "分录编号", "Journal"),
)
"""Every column by its key, in their order, in Chinese and English."""

TITLES: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "zh-CN": {key: chinese for key, chinese, _ in _COLUMNS},
        "en": {key: english for key, _, english in _COLUMNS},
    }
)
