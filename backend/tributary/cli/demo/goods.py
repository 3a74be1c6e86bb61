"""What the demo brand sells, and at which price to which grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tributary.catalog import PriceDraft, ProductDraft, product_id_of
from tributary.kernel import BrandId, Money, Rate

CURRENCY: Final = "CNY"
TAX_RATE: Final = Rate.percent("13")

GRADES: Final = {
    "GA": "总代 General agent",
    "T1": "一级 First tier",
    "T2": "二级 Second tier",
    "ST": "门店 Store",
}
"""Nearest the brand first."""

MARKUPS: Final = {
    "GA": Rate.percent("100"),
    "T1": Rate.percent("106"),
    "T2": Rate.percent("113"),
    "ST": Rate.percent("121"),
}
"""What each grade pays of the general agent's price."""

CONSUMER_MARKUP: Final = Rate.percent("178")
"""What consumers pay of the general agent's price, before tax."""

_GOODS: Final = """
QL-BD-101 bedding  1280 青禾实木床 1.5m | Qinghe oak bed 1.5 m
QL-BD-102 bedding  1560 青禾实木床 1.8m | Qinghe oak bed 1.8 m
QL-BD-110 bedding   960 云眠乳胶床垫 | Yunmian latex mattress
QL-BD-111 bedding  1380 云眠独立簧床垫 | Yunmian pocket-spring mattress
QL-BD-120 bedding    88 羽织枕 | Feather-weave pillow
QL-BD-121 bedding   239 四季蚕丝被 | Four-season silk quilt
QL-SF-201 sofas    2180 栖云三人沙发 | Qiyun three-seat sofa
QL-SF-202 sofas    1490 栖云双人沙发 | Qiyun two-seat sofa
QL-SF-203 sofas     798 栖云单人椅 | Qiyun armchair
QL-SF-210 sofas     329 竹影脚凳 | Bamboo-shade footstool
QL-SF-220 sofas    1120 观山休闲椅 | Guanshan lounge chair
QL-TB-301 tables   1180 和鸣餐桌 1.4m | Heming dining table 1.4 m
QL-TB-302 tables   1420 和鸣餐桌 1.8m | Heming dining table 1.8 m
QL-TB-303 tables    268 和鸣餐椅 | Heming dining chair
QL-TB-310 tables    640 听雨茶几 | Tingyu tea table
QL-TB-320 tables    890 明窗书桌 | Mingchuang desk
QL-TB-321 tables    318 明窗书椅 | Mingchuang desk chair
QL-ST-401 storage   720 归序斗柜 | Guixu chest of drawers
QL-ST-402 storage  1680 归序衣柜 | Guixu wardrobe
QL-ST-403 storage   410 归序书架 | Guixu bookshelf
QL-ST-404 storage   139 归序收纳箱三只装 | Guixu storage boxes, set of 3
QL-ST-410 storage   259 门厅鞋柜 | Hallway shoe cabinet
QL-LT-501 lighting  218 月汐台灯 | Yuexi table lamp
QL-LT-502 lighting  368 月汐落地灯 | Yuexi floor lamp
QL-LT-503 lighting  486 月汐吊灯 | Yuexi pendant lamp
QL-LT-510 lighting   79 星屿小夜灯 | Xingyu night light
QL-TX-601 textiles  169 苎麻窗帘一对 | Ramie curtains, pair
QL-TX-602 textiles   59 靛染桌旗 | Indigo table runner
QL-TX-603 textiles  458 手织羊毛地毯 | Hand-woven wool rug
QL-TX-604 textiles   49 靛染靠垫套 | Indigo cushion cover
"""


@dataclass(frozen=True, slots=True)
class Good:
    """One product of the demo."""

    sku: str
    group: str
    base: Money
    name: str
    name_en: str

    def price_for(self, grade: str) -> Money:
        """Return what one unit costs a grade, net of tax, in whole jiao."""
        return _in_jiao(self.base.times(MARKUPS[grade].fraction))

    @property
    def shelf_price(self) -> Money:
        """What one unit costs a consumer, net of tax."""
        return _in_jiao(self.base.times(CONSUMER_MARKUP.fraction))


def _in_jiao(amount: Money) -> Money:
    return Money(amount.minor // 10 * 10, amount.currency)


def _good(row: str) -> Good:
    sku, group, base, names = row.split(maxsplit=3)
    name, _, name_en = names.partition(" | ")
    return Good(sku, group, Money.of(base, CURRENCY), name, name_en)


GOODS: Final[Sequence[Good]] = tuple(_good(row) for row in _GOODS.strip().splitlines())


def product_drafts() -> list[ProductDraft]:
    """Return the catalogue as drafts."""
    return [ProductDraft(good.sku, good.name, good.group, TAX_RATE, good.name_en) for good in GOODS]


def price_drafts(brand_id: BrandId, *, valid_from: date) -> list[PriceDraft]:
    """Return the price ladder: every product for every grade."""
    return [
        PriceDraft(product_id_of(brand_id, good.sku), grade, good.price_for(grade), valid_from)
        for good in GOODS
        for grade in MARKUPS
    ]
