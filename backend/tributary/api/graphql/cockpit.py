"""The figures on the first page, in the graph; sums of today, one currency at a time."""

from enum import StrEnum
from typing import Annotated

import strawberry

from tributary.api.graphql.words import (
    STAFF,
    CurrencyCode,
    Money,
    Nothing,
    column,
    described,
    many_where,
    money,
    table,
)

AgeingBucketRef = Annotated["AgeingBucket", strawberry.lazy("tributary.api.graphql.cockpit")]


@described(
    not_due="Not at all.",
    days_1_30="Up to 30 days.",
    days_31_60="31 to 60 days.",
    days_61_90="61 to 90 days.",
    over_90="More than 90 days.",
)
class AgeingBucketName(StrEnum):
    """How long open items have been overdue."""

    NOT_DUE = "not_due"
    DAYS_1_30 = "days_1_30"
    DAYS_31_60 = "days_31_60"
    DAYS_61_90 = "days_61_90"
    OVER_90 = "over_90"


_MONTH = "date_trunc('month', {today}::timestamp)::date"

# Each OFFSET keeps a figure from being worked out once for each mention of it, and the currency a
# value that an index may be asked for beneath the policy of its table.
_COCKPIT = f"""
    (SELECT b.id AS brand_id, b.currency, o.receivable_minor, o.overdue_minor,
       (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM receipts c
         WHERE c.brand_id = {{brand}} AND c.creditor_id = {{brand}} AND c.currency = b.currency
           AND c.booked_on >= {_MONTH} AND c.booked_on <= {{today}}) AS collected_minor,
       (SELECT coalesce(sum(greatest(x.credits_minor - x.debits_minor, 0)), 0)::bigint
         FROM accounts a JOIN balances x ON x.brand_id = a.brand_id AND x.account_id = a.id
           AND x.currency = a.currency
         WHERE a.brand_id = {{brand}} AND x.brand_id = {{brand}} AND a.book_id = {{brand}}
           AND a.kind = 'commission_payable' AND a.currency = b.currency) AS payable_minor,
       (SELECT count(*) FROM orders o WHERE o.brand_id = {{brand}}
           AND o.ordered_on >= {_MONTH} AND o.ordered_on <= {{today}} AND o.state = 'confirmed')
         AS orders_count,
       (SELECT count(*) FROM quarantined_rows q
         WHERE q.brand_id = {{brand}} AND q.state = 'open') AS quarantined_count
     FROM (SELECT id, coalesce({{currency}}, currency::text)::char(3) AS currency
           FROM brands WHERE id = {{brand}} OFFSET 0) b,
       LATERAL (SELECT coalesce(sum(r.open_minor), 0)::bigint AS receivable_minor,
                  coalesce(sum(r.open_minor) FILTER (WHERE r.due_on < {{today}}), 0)::bigint
                    AS overdue_minor
                FROM open_totals r WHERE r.brand_id = {{brand}} AND r.creditor_id = {{brand}}
                  AND r.currency = b.currency) o
     OFFSET 0)
"""  # noqa: S608  Constants of this module; values are parameters.

_AGEING = """
    (SELECT k.bucket, k.place, r.currency, sum(r.items)::bigint AS items_count,
            sum(r.open_minor)::bigint AS open_minor
     FROM (VALUES ('not_due', 1, -100000, 0), ('days_1_30', 2, 1, 30), ('days_31_60', 3, 31, 60),
                  ('days_61_90', 4, 61, 90), ('over_90', 5, 91, 100000))
          AS k (bucket, place, since, until)
     JOIN open_totals r ON r.brand_id = {brand} AND r.creditor_id = {brand}
      AND {today} - r.due_on BETWEEN k.since AND k.until
     GROUP BY k.bucket, k.place, r.currency)
"""


@table(_COCKPIT, scope=Nothing(), brand=None, key=("currency",))
class Cockpit:
    """Where the brand stands today, in one currency."""

    currency: CurrencyCode = column("currency", STAFF, "Which currency.")
    receivable: Money = money("receivable_minor", STAFF, "What is open.")
    overdue: Money = money("overdue_minor", STAFF, "What is open after its day.")
    collected_this_month: Money = money("collected_minor", STAFF, "What came in this month.")
    to_pay_out: Money = money("payable_minor", STAFF, "Commission earned and not paid out.")
    orders_this_month: int = column("orders_count", STAFF, "Confirmed orders of this month.")
    quarantined_rows: int = column("quarantined_count", STAFF, "Rows that wait for somebody.")
    ageing: list[AgeingBucketRef] = many_where(
        "{t}.currency = {p}.currency",
        STAFF,
        "What is open, by how long it is overdue; empty buckets are left out.",
        order="{t}.place",
        size=5,
    )


@table(_AGEING, scope=Nothing(), brand=None, key=("place",))
class AgeingBucket:
    """What has been overdue for about as long."""

    bucket: AgeingBucketName = column("bucket", STAFF, "How long.")
    items: int = column("items_count", STAFF, "How many open items.")
    open: Money = money("open_minor", STAFF, "What is left to pay of them.")


__all__ = ["AgeingBucket", "Cockpit"]
