"""Who the demo brand deals with: people, sixty distributors in four levels, and their terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tributary.identity import Role
from tributary.kernel import BrandId, PartyId
from tributary.parties import DistributorDraft, StartEvent, Terms, TermsRule, party_id_of

BRAND_SLUG: Final = "qingluan"
BRAND_NAME: Final = "青鸾家居 Qingluan Home"
TIME_ZONE: Final = "Asia/Shanghai"

DOMAIN: Final = "qingluan.example"
OPERATOR: Final = f"chen.jing@{DOMAIN}"
DIRECTOR: Final = f"lin.wanqing@{DOMAIN}"
SELLER: Final = f"tang.li@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role, in the brand or at a distributor."""

    email: str
    name: str
    role: Role
    distributor: str | None = None
    language: str = "zh"


PEOPLE: Final[Sequence[Person]] = (
    Person(f"gu.qinghe@{DOMAIN}", "顾清和 Gu Qinghe", Role.OWNER),
    Person(DIRECTOR, "林晚晴 Lin Wanqing", Role.FINANCE_DIRECTOR),
    Person(f"zhou.min@{DOMAIN}", "周敏 Zhou Min", Role.ACCOUNTANT),
    Person(OPERATOR, "陈静 Chen Jing", Role.PAYOUT_OPERATOR),
    # She stands in for the director, and still cannot release what she prepared herself.
    Person(OPERATOR, "陈静 Chen Jing", Role.FINANCE_DIRECTOR),
    Person(f"he.yuan@{DOMAIN}", "何远 He Yuan", Role.SALES_MANAGER),
    Person(SELLER, "唐莉 Tang Li", Role.SALESPERSON),
    Person(f"d.okafor@{DOMAIN}", "Daniel Okafor", Role.AUDITOR, language="en"),
    Person("wu.jianguo@hainajiaju.example", "吴建国 Wu Jianguo", Role.DISTRIBUTOR_OWNER, "GA01"),
    Person("zhu.ling@hainajiaju.example", "朱玲 Zhu Ling", Role.DISTRIBUTOR_FINANCE, "GA01"),
    Person("sun.yue@muyunjj.example", "孙悦 Sun Yue", Role.DISTRIBUTOR_FINANCE, "T101"),
    Person("ding.hao@yongchengjj.example", "丁浩 Ding Hao", Role.DISTRIBUTOR_OWNER, "T201"),
    Person("fang.ting@yinzhou-qingluan.example", "方婷 Fang Ting", Role.DISTRIBUTOR_OWNER, "ST01"),
    Person("mei.tran@harbourpine.example", "Mei Tran", Role.DISTRIBUTOR_BUYER, "GA05", "en"),
)

LOOKED_AFTER: Final[Mapping[str, Sequence[str]]] = {SELLER: ("T101", "GA02")}
"""Which distributors, with everybody below them, a salesperson sees."""

_DISTRIBUTORS: Final = """
GA01 BRAND 苏州海纳家居供应链有限公司
GA02 BRAND 广州岭南木语家居有限公司
GA03 BRAND 北京燕归来家具销售有限公司
GA04 BRAND 成都锦里居品商贸有限公司
GA05 BRAND Harbour & Pine Trading Pte. Ltd.
T101 GA01 杭州沐云家居有限公司
T102 GA01 南京梧桐里家居用品有限公司
T103 GA01 上海弄堂生活家居有限公司
T104 GA02 深圳南山宜家风尚贸易有限公司
T105 GA02 佛山陶木轩家具有限公司
T106 GA02 厦门鹭屿家居有限公司
T107 GA03 天津海河家具商行有限公司
T108 GA03 沈阳北陵木作有限公司
T109 GA03 济南泉城家居广场有限公司
T110 GA04 重庆山城印象家居有限公司
T111 GA04 昆明滇池软装有限公司
T112 GA05 Kowloon Living Limited
T201 T101 宁波甬城家具有限公司
T202 T101 温州瓯江家居有限公司
T203 T101 绍兴水乡软装设计有限公司
T204 T102 扬州瘦西湖家居商贸有限公司
T205 T102 合肥庐州家居有限公司
T206 T103 上海浦东新居家居店
T207 T103 嘉兴南湖家具有限公司
T208 T104 东莞松山湖家居有限公司
T209 T104 珠海情侣路家居有限公司
T210 T105 中山灯都软装有限公司
T211 T105 南宁邕江家居有限公司
T212 T106 福州三坊家居有限公司
T213 T106 泉州丝路家具有限公司
T214 T107 石家庄燕赵家居有限公司
T215 T108 大连星海家居有限公司
T216 T109 青岛海风家居有限公司
T217 T109 烟台芝罘家具有限公司
T218 T110 贵阳花溪家居有限公司
T219 T111 大理苍山木居有限公司
T220 T112 Merdeka Homeware Sdn. Bhd.
ST01 T201 宁波鄞州青鸾专卖店
ST02 T201 宁波江北青鸾专卖店
ST03 T202 温州鹿城青鸾专卖店
ST04 T203 绍兴柯桥青鸾专卖店
ST05 T204 扬州邗江青鸾专卖店
ST06 T205 合肥蜀山青鸾专卖店
ST07 T205 合肥包河青鸾专卖店
ST08 T206 上海张江青鸾专卖店
ST09 T206 上海世纪公园青鸾专卖店
ST10 T207 嘉兴秀洲青鸾专卖店
ST11 T208 东莞南城青鸾专卖店
ST12 T209 珠海香洲青鸾专卖店
ST13 T210 中山小榄青鸾专卖店
ST14 T211 南宁青秀青鸾专卖店
ST15 T212 福州鼓楼青鸾专卖店
ST16 T213 泉州丰泽青鸾专卖店
ST17 T214 石家庄裕华青鸾专卖店
ST18 T215 大连沙河口青鸾专卖店
ST19 T216 青岛崂山青鸾专卖店
ST20 T217 烟台莱山青鸾专卖店
ST21 T218 贵阳观山湖青鸾专卖店
ST22 T219 大理古城青鸾专卖店
ST23 T220 Penang Street Store
"""

FOREIGN: Final = frozenset({"GA05", "T112", "T220", "ST23"})

NET_30: Final = Terms(StartEvent.SHIPMENT, TermsRule.NET_DAYS, 30)
MONTH_END_PLUS_15: Final = Terms(StartEvent.SHIPMENT, TermsRule.MONTH_END_PLUS, 15)
IN_THREE_PARTS: Final = Terms(StartEvent.SHIPMENT, TermsRule.NET_DAYS, 30, instalments=3)

MOVED: Final = ("ST07", "T204")
"""The store that changes its upline in the third month, and the new upline."""

_CONTACTS: Final = ("王芳", "李强", "张敏", "刘洋", "陈杰", "杨雪", "赵磊", "黄婷", "周涛", "吴霞")


@dataclass(frozen=True, slots=True)
class Distributor:
    """One distributor of the demo."""

    code: str
    parent: str
    name: str

    @property
    def grade(self) -> str:
        """The rung of the ladder, which the code begins with."""
        return self.code[:2]

    @property
    def language(self) -> str:
        """What its statements are written in."""
        return "en" if self.code in FOREIGN else "zh"

    @property
    def email(self) -> str:
        """Where its finance people read mail."""
        return f"finance@{self.code.lower()}.example"

    @property
    def contact(self) -> str:
        """Who answers there."""
        if self.code in FOREIGN:
            return "Accounts department"
        return _CONTACTS[int(self.code[2:]) % len(_CONTACTS)]

    def terms(self) -> Terms | None:
        """Return its own terms; None where the brand's usual ones hold."""
        if self.grade == "GA":
            return MONTH_END_PLUS_15
        return IN_THREE_PARTS if self.code in {"T101", "T107", "T112"} else None


def _distributor(row: str) -> Distributor:
    code, parent, name = row.split(maxsplit=2)
    return Distributor(code, parent, name)


DISTRIBUTORS: Final[Sequence[Distributor]] = tuple(
    _distributor(row) for row in _DISTRIBUTORS.strip().splitlines()
)


def distributor_drafts(brand_id: BrandId, *, since: date) -> list[DistributorDraft]:
    """Return the tree as drafts, uplines before those below them."""
    return [
        DistributorDraft(
            code=each.code,
            name=each.name,
            parent_id=PartyId(party_id_of(brand_id, each.parent)),
            grade=each.grade,
            since=since,
            language=each.language,
            email=each.email,
        )
        for each in DISTRIBUTORS
    ]
