"""A brand with everything in it, written by set-based SQL: small for tests, large for benchmarks.

The rows are those the product itself would write, less what only writing needs: transfers.
"""

from dataclasses import dataclass
from uuid import UUID

import psycopg

from tests.factories.offered import OFFERS
from tests.factories.rolled import OPEN_TOTALS
from tests.factories.trade_plans import DUE, PLANS
from tributary.kernel import BrandId, DistributorId, UserId, derived_id

LARGE = 1_000


@dataclass(frozen=True)
class Trade:
    """How much there is of everything."""

    brand_id: BrandId
    distributors: int = 12
    orders: int = 40
    currency: str = "CNY"
    has_returns: bool = True
    statement_lines: int = 6
    fanout: int = 3
    """How many distributors stand directly under each."""

    def distributor(self, n: int) -> DistributorId:
        return DistributorId(derived_id("party", self.brand_id, f"D{n}"))

    def user(self, n: int) -> UserId:
        """1 is the owner, 2 the accountant, 3 sells, from 10 on those of the distributors."""
        return UserId(derived_id("user", self.brand_id, n))


def write_trade(connection: psycopg.Connection[tuple[object, ...]], trade: Trade) -> None:
    """Write it all, as a role that row policies do not hold back."""
    values = {
        "brand": trade.brand_id,
        "b": str(trade.brand_id),
        "distributors": trade.distributors,
        "orders": trade.orders,
        "currency": trade.currency,
        "returns": trade.has_returns,
        "lines": trade.statement_lines,
        "fanout": trade.fanout,
    }
    with connection.transaction():
        for statement in (*STATEMENTS, *OFFERS, OPEN_TOTALS):
            connection.execute(statement, values)
            if trade.orders >= LARGE:
                # The next statement reads what this one wrote.
                connection.execute(f"ANALYZE {statement.split()[2]}")


def analysed(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    connection.execute("ANALYZE")


def node(kind: str, key: UUID) -> str:
    """Return a global id."""
    return f"{kind}:{key}"


STATEMENTS = (
    """INSERT INTO brands SELECT %(brand)s, 'brand-' || replace(%(b)s, '-', ''),
       '荷叶 "Lotus" \\ Tea', 'Asia/Shanghai', %(currency)s, '2026-01-01'""",
    """INSERT INTO parties (brand_id, id, kind, code, name, language, email, created_at)
       SELECT %(brand)s::uuid, %(brand)s::uuid, 'brand', 'BRAND', '荷叶茶业', 'zh', NULL::text,
              TIMESTAMPTZ '2026-01-01'
       UNION ALL SELECT %(brand)s, derived_id('party:' || %(b)s || ':STRIPE'), 'provider', 'STRIPE',
              'Stripe', 'en', NULL, '2026-01-01'
       UNION ALL SELECT %(brand)s, derived_id('party:' || %(b)s || ':D' || n), 'distributor',
              'D' || n, 'D' || n || ' 商贸' || chr(10) || '<"公司">', CASE n %% 2 WHEN 0 THEN 'zh'
              ELSE 'en' END, CASE WHEN n %% 3 > 0 THEN 'd' || n || '@example.com' END,
              TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1.5 seconds'
       FROM generate_series(1, %(distributors)s) n""",
    """INSERT INTO grades SELECT %(brand)s, code, initcap(code), rank
       FROM (VALUES ('gold', 1), ('silver', 2), ('bronze', 3)) g (code, rank)""",
    """INSERT INTO distributor_grades
       SELECT %(brand)s, derived_id('party:' || %(b)s || ':D' || n),
              (ARRAY['gold', 'silver', 'bronze'])[least(3, 1 + n / 4)], '2026-01-01', NULL
       FROM generate_series(1, %(distributors)s) n WHERE n %% 7 > 0""",
    # Each distributor has as many below it; every fifth moved on the second day.
    """INSERT INTO tree_edges
       SELECT %(brand)s, derived_id('party:' || %(b)s || ':D' || n), CASE WHEN n <= %(fanout)s
                THEN %(brand)s
                ELSE derived_id('party:' || %(b)s || ':D' || (n - 1) / %(fanout)s) END,
              CASE WHEN n %% 5 = 0 THEN DATE '2026-01-02' ELSE '2026-01-01' END, NULL
       FROM generate_series(1, %(distributors)s) n""",
    """INSERT INTO tree_edges
       SELECT %(brand)s, derived_id('party:' || %(b)s || ':D' || n), %(brand)s, '2026-01-01',
              '2026-01-02'
       FROM generate_series(5, %(distributors)s, 5) n""",
    """INSERT INTO tree_paths
       WITH RECURSIVE up AS (
         SELECT distributor_id AS d, distributor_id AS a, 0 AS depth FROM tree_edges
         WHERE brand_id = %(brand)s AND valid_until IS NULL
         UNION ALL
         SELECT up.d, e.parent_id, up.depth + 1 FROM up JOIN tree_edges e
         ON e.brand_id = %(brand)s AND e.distributor_id = up.a AND e.valid_until IS NULL)
       SELECT %(brand)s, a, d, depth, '2026-01-02', NULL FROM up""",
    """INSERT INTO tree_paths
       SELECT %(brand)s, derived_id('party:' || %(b)s || ':D1'),
              derived_id('party:' || %(b)s || ':D11'), 3, '2026-01-01', '2026-01-02'
       WHERE %(distributors)s >= 11""",
    """INSERT INTO contacts
       SELECT %(brand)s, derived_id('contact:' || %(b)s || ':' || n),
              derived_id('party:' || %(b)s || ':D' || n), '联系人 ' || n, NULL,
              'c' || n || '@example.com', NULL, 'zh'
       FROM generate_series(1, %(distributors)s, 2) n""",
    """INSERT INTO users
       SELECT derived_id('user:' || %(b)s || ':' || n),
              'u' || n || '@' || replace(%(b)s, '-', '') || '.example', 'Person ' || n, 'en',
              '2026-01-01' FROM generate_series(1, least(40, 10 + %(distributors)s)) n""",
    """INSERT INTO memberships
       SELECT %(brand)s, derived_id('user:' || %(b)s || ':' || n), r, p, '2026-01-01' FROM (
         SELECT 1 AS n, 'owner' AS r, NULL::uuid AS p UNION ALL SELECT 2, 'accountant', NULL
         UNION ALL SELECT 3, 'salesperson', NULL
         UNION ALL SELECT 10 + n, 'distributor_owner', derived_id('party:' || %(b)s || ':D' || n)
         FROM generate_series(1, least(30, %(distributors)s)) n) m""",
    # D4 and D9 are the salesperson's, with those below them; D2 was.
    """INSERT INTO sales_assignments
       SELECT %(brand)s, derived_id('party:' || %(b)s || ':D' || n),
              derived_id('user:' || %(b)s || ':3'), '2026-01-01',
              CASE n WHEN 2 THEN TIMESTAMPTZ '2026-02-01' END
       FROM unnest(ARRAY[2, 4, 9]) n WHERE n <= %(distributors)s""",
    """INSERT INTO programs (brand_id, id, name, secret_sha256, flows, scopes, redirect_uris,
         logout_uris, roles, is_first_party, created_at)
       SELECT %(brand)s, derived_id('program:' || %(b)s || ':' || n), 'Program ' || n,
              repeat('b', 64), 'client_credentials', 'orders:read', '', '', 'accountant', FALSE,
              '2026-01-01'
       FROM generate_series(1, 3) n""",
    """INSERT INTO products
       SELECT %(brand)s, derived_id('product:' || %(b)s || ':SKU-' || n), 'SKU-' || n,
              '茶 "' || n || '"', CASE WHEN n %% 2 = 0 THEN 'Tea ' || n END,
              CASE WHEN n %% 3 = 0 THEN 'pot' ELSE 'tea' END, 130000, n %% 4 > 0,
              TIMESTAMPTZ '2026-01-01' + (n / 2) * INTERVAL '1 hour'
       FROM generate_series(1, 20) n""",
    """INSERT INTO channels (brand_id, id, code, name, adapter, order_kind, mode, billing_trigger,
         distributor_id, creates_products, time_zone, created_at)
       SELECT %(brand)s, derived_id('channel:' || %(b)s || ':' || n), 'c' || n, 'Channel ' || n,
              'csv', 'wholesale', 'direct', 'shipment', NULL, n = 2, 'Asia/Shanghai', '2026-01-01'
       FROM generate_series(1, 2) n""",
    """INSERT INTO blobs SELECT %(brand)s, derived_id('blob:' || %(b)s), repeat('a', 64), 1,
       'text/csv', 'orders.csv', '2026-01-01'""",
    """INSERT INTO import_runs
       SELECT %(brand)s, derived_id('import:' || %(b)s || ':' || n),
              derived_id('channel:' || %(b)s || ':' || 1 + n %% 2), 'orders-' || n || '.csv',
              derived_id('blob:' || %(b)s), md5(n::text) || md5(n::text), 1000 * n, 'csv', '1',
              (ARRAY['done', 'running', 'failed'])[n], 10, 9, 8, 1, 0, 1, 0,
              CASE n WHEN 3 THEN 'not a table' END, TIMESTAMPTZ '2026-01-05' + n * INTERVAL '1 h',
              CASE WHEN n <> 2 THEN TIMESTAMPTZ '2026-01-05 12:00:00.25' END
       FROM generate_series(1, 3) n""",
    """INSERT INTO quarantined_rows
       SELECT %(brand)s, derived_id('row:' || %(b)s || ':' || n),
              derived_id('import:' || %(b)s || ':' || 1 + n %% 2),
              derived_id('channel:' || %(b)s || ':' || 1 + (1 + n %% 2) %% 2), n,
              CASE WHEN n %% 2 = 0 THEN 'SO-' || n END, 'quantity', 'not_a_number',
              'It is "x"', E'1,"x"\\t2', NULL,
              jsonb_build_object('quantity', 'x', 'nested', jsonb_build_array(n, NULL, true)),
              CASE WHEN n %% 3 = 0 THEN 'replayed' ELSE 'open' END, '2026-01-05'
       FROM generate_series(1, 9) n""",
    # One order in eleven is a consumer's: no distributor, no ladder, somebody else owes.
    """INSERT INTO orders
       SELECT %(brand)s, derived_id('order:' || %(b)s || ':' || n),
              derived_id('channel:' || %(b)s || ':' || 1 + n %% 2), 'X-' || n, 'SO-' || n,
              CASE WHEN n %% 11 = 0 THEN 'consumer' WHEN n %% 6 = 0 THEN 'dropship'
                ELSE 'wholesale' END,
              'direct', CASE WHEN n %% 13 = 0 THEN 'cancelled' WHEN n %% 9 = 0 THEN 'pending'
                ELSE 'confirmed' END,
              CASE WHEN n %% 11 > 0 THEN d END, %(brand)s,
              CASE WHEN n %% 11 > 0 THEN d ELSE derived_id('party:' || %(b)s || ':STRIPE') END,
              %(currency)s,
              TIMESTAMPTZ '2026-01-02' + (n %% 120) * INTERVAL '7.123456 hours',
              DATE '2026-01-02' + (n %% 120) / 3, CASE WHEN n %% 4 > 0 THEN DATE '2026-02-15' END,
              CASE WHEN n %% 9 > 0 AND n %% 13 > 0 THEN DATE '2026-02-15' END,
              CASE WHEN n %% 9 > 0 AND n %% 13 > 0 THEN derived_id('batch:' || %(b)s) END,
              3000, 0, 390, n %% 3 * 100, 3390 + n %% 3 * 100,
              CASE WHEN n %% 6 = 0 THEN 5000 END,
              CASE WHEN n %% 2 = 0 THEN derived_id('import:' || %(b)s || ':1') END, n, 'x', NULL,
              '2026-02-15'
       FROM (SELECT n, derived_id('party:' || %(b)s || ':D' || 1 + abs(hashtext(n::text))
                                  %% %(distributors)s) AS d
             FROM generate_series(1, %(orders)s) n) o""",
    """INSERT INTO order_lines
       SELECT %(brand)s, derived_id('line:' || o.id || ':' || p), o.id, p, NULL,
              derived_id('product:' || %(b)s || ':SKU-' || 1 + (o.row_number + p) %% 20),
              'SKU-' || 1 + (o.row_number + p) %% 20, '茶 "' || p || '"', p, 1000 / p,
              1000 / p * p, 0, 1000 / p * p, 130, %(currency)s
       FROM orders o, generate_series(1, 3) p WHERE o.brand_id = %(brand)s""",
    """INSERT INTO order_line_prices
       SELECT %(brand)s, l.id, t.depth, t.ancestor_id, (ARRAY['gold', 'silver', 'bronze'])[
                greatest(1, 3 - t.depth)], l.unit_price_minor - t.depth * 10, %(currency)s
       FROM order_lines l JOIN orders o ON o.brand_id = %(brand)s AND o.id = l.order_id
       JOIN tree_paths t ON t.brand_id = %(brand)s AND t.descendant_id = o.distributor_id
        AND t.ancestor_id <> %(brand)s AND t.valid_until IS NULL
       WHERE l.brand_id = %(brand)s AND l.position = 1""",
    """INSERT INTO shipments
       SELECT %(brand)s, derived_id('shipment:' || o.id || ':' || p), o.id, p::text, CASE p
                WHEN 1 THEN CASE WHEN o.shipped_on IS NOT NULL THEN 'delivered' ELSE 'shipped' END
                WHEN 2 THEN 'announced' ELSE 'returned' END,
              'SF "Express"', 'SF-' || o.row_number || '-' || p,
              CASE WHEN p <> 2 THEN DATE '2026-02-15' END,
              CASE WHEN p = 1 AND o.shipped_on IS NOT NULL THEN DATE '2026-02-18' END,
              CASE WHEN p = 3 THEN DATE '2026-02-20' END, p = 1,
              TIMESTAMPTZ '2026-02-15' + p * INTERVAL '0.5 seconds'
       FROM orders o, generate_series(1, 3) p
       WHERE o.brand_id = %(brand)s AND o.row_number %% 3 > 0 AND p <= 1 + o.row_number %% 3""",
    """INSERT INTO shipment_lines
       SELECT %(brand)s, s.id, l.id, 1 FROM shipments s
       JOIN order_lines l ON l.brand_id = %(brand)s AND l.order_id = s.order_id
        AND l.position::text <= s.reference WHERE s.brand_id = %(brand)s""",
    """INSERT INTO returns
       SELECT %(brand)s, derived_id('return:' || id), id, 'R-' || row_number, DATE '2026-02-20',
              derived_id('batch:' || %(b)s), 1000, 130, 0, 1130, %(currency)s, '2026-02-20',
              CASE row_number %% 2 WHEN 1 THEN 1200 END,
              CASE row_number %% 2 WHEN 1 THEN '{"policy": "recompute"}'::jsonb END
       FROM orders WHERE brand_id = %(brand)s AND row_number %% 5 = 1 AND state = 'confirmed'
         AND %(returns)s""",
    """INSERT INTO return_lines
       SELECT %(brand)s, derived_id('return_line:' || r.id), r.id, l.id, 1, 1000, 130, %(currency)s
       FROM returns r JOIN order_lines l ON l.brand_id = %(brand)s AND l.order_id = r.order_id
        AND l.position = 1 WHERE r.brand_id = %(brand)s""",
    """INSERT INTO receivables
       SELECT %(brand)s, derived_id('receivable:' || o.id || ':' || i),
              'RE-' || o.row_number || '-' || i, o.id, i, %(brand)s, o.debtor_id, %(currency)s,
              o.total_minor / 2, CASE (o.row_number + i) %% 4 WHEN 0 THEN 0 WHEN 1 THEN 500
                ELSE o.total_minor / 2 END, DATE '2026-02-15', DATE '2026-02-15',
              derived_id('journal:' || o.id), '2026-02-15',
              o.ordered_on + 30 * i::integer, derived_id('batch:' || %(b)s)
       FROM orders o, generate_series(1, 2) i WHERE o.brand_id = %(brand)s
         AND o.billable_on IS NOT NULL""",
    """INSERT INTO payment_links
       SELECT %(brand)s, derived_id('link:' || r.id), md5(r.id::text) || md5(r.number), %(brand)s,
              r.debtor_id, %(currency)s, r.total_minor,
              CASE WHEN r.applied_minor > 0 THEN 'paid' ELSE 'open' END,
              TIMESTAMPTZ '2026-02-16' + r.instalment * INTERVAL '0.5 seconds', '2026-03-16'
       FROM receivables r WHERE r.brand_id = %(brand)s""",
    """INSERT INTO payment_link_items
       SELECT %(brand)s, derived_id('link:' || r.id), r.id, %(currency)s, r.total_minor
       FROM receivables r WHERE r.brand_id = %(brand)s""",
    """INSERT INTO receipts (brand_id, id, provider, provider_payment_id, link_id, creditor_id,
         debtor_id, currency, amount_minor, fee_minor, fee_known, applied_minor, refunded_minor,
         state, received_on, booked_on, created_at)
       SELECT %(brand)s, derived_id('receipt:' || r.id), 'stripe', 'pi_' || r.id,
              derived_id('link:' || r.id), %(brand)s, r.debtor_id, %(currency)s,
              r.applied_minor + 300, 12, true, r.applied_minor, 100, 'received', '2026-02-17',
              '2026-02-17', TIMESTAMPTZ '2026-02-17' + r.instalment * INTERVAL '1 minute'
       FROM receivables r WHERE r.brand_id = %(brand)s AND r.applied_minor > 0""",
    """INSERT INTO refunds (brand_id, id, receipt_id, currency, amount_minor, state, generation,
         fence, reason, requested_on, booked_on, created_at)
       SELECT %(brand)s, derived_id('refund:' || id), id, %(currency)s, 100, 'refunded', 1, 1,
              'too much', '2026-02-18', '2026-02-18', '2026-02-18'
       FROM receipts WHERE brand_id = %(brand)s""",
    """INSERT INTO accounts
       SELECT %(brand)s, derived_id('account:' || p.id || ':' || k), %(brand)s, k, p.id,
              %(currency)s, '2026-01-01'
       FROM parties p, (VALUES ('receivable'), ('customer_credit'), ('commission_payable'))
            kinds (k) WHERE p.brand_id = %(brand)s AND p.kind <> 'brand'""",
    """INSERT INTO transfers
       SELECT %(brand)s, derived_id('t:' || r.id), derived_id('tj:' || r.id), 'posted',
              derived_id('account:' || r.debtor_id || ':customer_credit'),
              derived_id('account:' || r.debtor_id || ':receivable'), %(currency)s,
              r.applied_minor, 'application', r.id, '2026-02-17', '2026-02-17',
              derived_id('w:' || %(b)s), NULL, NULL
       FROM receivables r WHERE r.brand_id = %(brand)s AND r.applied_minor > 0""",
    """INSERT INTO applications
       SELECT %(brand)s, derived_id('application:' || r.id), r.id, 'receipt',
              derived_id('receipt:' || r.id), %(currency)s, r.applied_minor, '2026-02-17',
              derived_id('t:' || r.id), NULL, derived_id('batch:' || %(b)s), '2026-02-17'
       FROM receivables r WHERE r.brand_id = %(brand)s AND r.applied_minor > 0""",
    """INSERT INTO credit_notes
       SELECT %(brand)s, derived_id('credit:' || r.id), 'CN-' || o.row_number, r.id, o.id,
              %(brand)s, o.debtor_id, %(currency)s, r.total_minor, 0, '2026-02-20', '2026-02-20',
              derived_id('j:' || r.id), '2026-02-20', derived_id('batch:' || %(b)s)
       FROM returns r JOIN orders o ON o.brand_id = %(brand)s AND o.id = r.order_id
       WHERE r.brand_id = %(brand)s""",
    *PLANS,
    """INSERT INTO settlement_runs
       SELECT %(brand)s, derived_id('run:' || %(b)s || ':' || n),
              (DATE '2026-01-01' + (n - 1) * INTERVAL '1 month')::date,
              (DATE '2026-01-01' + n * INTERVAL '1 month')::date,
              CASE n WHEN 1 THEN 'closed' ELSE 'open' END, '2026-02-01',
              CASE n WHEN 1 THEN TIMESTAMPTZ '2026-02-01 00:00:01.5' END, %(distributors)s
       FROM generate_series(1, 2) n""",
    """INSERT INTO commission_lines (brand_id, id, run_id, order_id, order_line_id, return_line_id,
         beneficiary_id, seller_id, kind, depth, plan_id, step, product_group, base_minor,
         rate_ppm, unit_gap_minor, quantity, amount_minor, currency, earned_on)
       SELECT %(brand)s, derived_id('commission:' || l.id || ':' || t.depth),
              derived_id('run:' || %(b)s || ':1'), o.id, l.id, NULL, t.ancestor_id,
              o.distributor_id, (ARRAY['level', 'override', 'price_gap'])[1 + t.depth], t.depth,
              derived_id('plan:' || %(b)s || ':1'), CASE WHEN t.depth < 2 THEN 1 END,
              CASE WHEN t.depth < 2 THEN '' END, l.net_minor,
              CASE WHEN t.depth < 2 THEN 50000 END, CASE WHEN t.depth = 2 THEN 10 END,
              l.quantity, l.net_minor / 20, %(currency)s, DATE '2026-01-31'
       FROM order_lines l JOIN orders o ON o.brand_id = %(brand)s AND o.id = l.order_id
       JOIN tree_paths t ON t.brand_id = %(brand)s AND t.descendant_id = o.distributor_id
        AND t.depth <= 2 AND t.ancestor_id <> %(brand)s AND t.valid_until IS NULL
       WHERE l.brand_id = %(brand)s AND l.position <= 2 AND o.state = 'confirmed'""",
    """INSERT INTO commission_lines (brand_id, id, run_id, order_id, order_line_id, return_line_id,
         beneficiary_id, seller_id, kind, depth, plan_id, step, product_group, base_minor,
         rate_ppm, quantity, amount_minor, currency, earned_on, reverses_id)
       SELECT %(brand)s, derived_id('clawback:' || c.id), derived_id('run:' || %(b)s || ':2'),
              c.order_id, c.order_line_id, r.id, c.beneficiary_id, c.seller_id, c.kind, c.depth,
              c.plan_id, c.step, c.product_group, -r.net_minor, c.rate_ppm, r.quantity,
              -r.net_minor / 20, %(currency)s, DATE '2026-02-28', c.id
       FROM return_lines r JOIN commission_lines c ON c.brand_id = %(brand)s
        AND c.order_line_id = r.order_line_id AND c.kind = 'level'
       WHERE r.brand_id = %(brand)s""",
    *DUE,
    """INSERT INTO statements
       SELECT %(brand)s, derived_id('statement:' || %(b)s || ':' || n || ':' || r),
              derived_id('run:' || %(b)s || ':' || r), 'ST-' || r || '-' || n, %(brand)s,
              derived_id('party:' || %(b)s || ':D' || n), %(currency)s, DATE '2026-01-01'
              + (r - 1) * 31, DATE '2026-02-01' + (r - 1) * 28, 0, 1234, 1234, 0, -56, -56,
              'separate', 'zh', '荷叶茶业', '', 'D' || n, 'D' || n, NULL,
              CASE WHEN n %% 2 = 0 THEN derived_id('blob:' || %(b)s) END,
              CASE WHEN n %% 2 = 0 THEN repeat('b', 64) END,
              (ARRAY['confirmed', 'issued', 'disputed'])[1 + n %% 3], '2026-02-01', '2026-02-01',
              CASE WHEN n %% 3 <> 1 THEN TIMESTAMPTZ '2026-02-03 08:00:00.5' END,
              CASE WHEN n %% 3 = 2 THEN '少了 "一笔"' || chr(30) || '退货' END, '2026-03-10', r = 2
       FROM generate_series(1, %(distributors)s) n, generate_series(1, 2) r""",
    """INSERT INTO statement_lines
       SELECT %(brand)s, s.id, p, CASE p %% 4 WHEN 0 THEN 'earned' ELSE 'owed' END,
              (ARRAY['commission', 'receivable', 'receipt', 'credit_note'])[1 + p %% 4],
              derived_id('j:' || s.id || p), (
                SELECT CASE p %% 4 WHEN 1 THEN r.id WHEN 2 THEN derived_id('receipt:' || r.id)
                  ELSE derived_id('none:' || p) END FROM receivables r
                WHERE r.brand_id = %(brand)s AND r.debtor_id = s.counterparty_id
                ORDER BY r.number COLLATE "C" LIMIT 1),
              s.period_start + p::integer, 'REF-' || p, '说明 "' || p || '"', 100 * p - 250,
              %(currency)s
       FROM statements s, generate_series(1, %(lines)s) p WHERE s.brand_id = %(brand)s""",
    """INSERT INTO statement_disputes
       SELECT %(brand)s, derived_id('dispute:' || id), id, 4, 'open', '不对', '2026-02-03', NULL,
              NULL
       FROM statements WHERE brand_id = %(brand)s AND state = 'disputed' AND %(lines)s > 3""",
    """INSERT INTO payee_accounts
       SELECT %(brand)s, derived_id('payee:' || %(b)s || ':' || n),
              derived_id('party:' || %(b)s || ':D' || n), 'stripe', 'acct_1' || n*997, %(currency)s,
              CASE n %% 4 WHEN 0 THEN 'on_hold' ELSE 'active' END,
              CASE n %% 4 WHEN 0 THEN 'checking' END, '2026-01-01'
       FROM generate_series(1, %(distributors)s) n""",
    """INSERT INTO payout_batches (brand_id, id, number, rail, provider_id, currency,
         minimum_minor, state, item_count, total_minor, items_sha256, approved_total_minor,
         approved_sha256, maker_id, checker_id, created_at, submitted_at, released_at)
       SELECT %(brand)s, derived_id('payout:' || %(b)s || ':' || n), 'PO-' || n, 'stripe',
              derived_id('party:' || %(b)s || ':STRIPE'), %(currency)s, 100,
              CASE n WHEN 1 THEN 'released' ELSE 'draft' END, %(distributors)s, 5000,
              CASE n WHEN 1 THEN 'x' END, CASE n WHEN 1 THEN 5000 END, CASE n WHEN 1 THEN 'x' END,
              derived_id('user:' || %(b)s || ':1'),
              CASE n WHEN 1 THEN derived_id('user:' || %(b)s || ':2') END,
              '2026-02-02', CASE n WHEN 1 THEN TIMESTAMPTZ '2026-02-03' END,
              CASE n WHEN 1 THEN TIMESTAMPTZ '2026-02-03 01:00' END
       FROM generate_series(1, 2) n""",
    """INSERT INTO payout_items (brand_id, id, batch_id, distributor_id, payee_account_id,
         destination, currency, amount_minor, state, generation, fence, provider_transfer_id,
         failure, created_at, resolved_at)
       SELECT %(brand)s, derived_id('item:' || %(b)s || ':' || n || ':' || b),
              derived_id('payout:' || %(b)s || ':' || b),
              derived_id('party:' || %(b)s || ':D' || n), derived_id('payee:' || %(b)s || ':' || n),
              'acct_1' || n*997, %(currency)s, 100 * n,
              CASE WHEN b = 2 THEN 'ready' ELSE 'paid' END, 1, 1,
              CASE WHEN b = 1 THEN 'tr_' || n END, NULL, TIMESTAMPTZ '2026-02-02' + n * INTERVAL
              '1 minute', CASE WHEN b = 1 THEN TIMESTAMPTZ '2026-02-04' END
       FROM generate_series(1, %(distributors)s) n, generate_series(1, 2) b""",
    """INSERT INTO balances (brand_id, account_id, currency, debits_minor, credits_minor,
         pending_debits_minor)
       SELECT %(brand)s, id, currency, CASE kind WHEN 'receivable' THEN 9000 ELSE 100 END,
              CASE kind WHEN 'receivable' THEN 4000 ELSE 350 END, 20
       FROM accounts WHERE brand_id = %(brand)s""",
    """INSERT INTO tasks
       SELECT %(brand)s, derived_id('task:' || %(b)s || ':' || n),
              CASE n WHEN 1 THEN 'close_month' ELSE 'import_orders' END, 'orders-' || n || '.csv',
              CASE n WHEN 1 THEN derived_id('run:' || %(b)s || ':1')
                     ELSE derived_id('import:' || %(b)s || ':' || n) END, n,
              CASE WHEN n %% 2 = 0 THEN 10 END, s,
              CASE s WHEN 'failed' THEN 'FILE_EMPTY' END, CASE s WHEN 'failed' THEN 'Nothing.' END,
              CASE WHEN n < 5 THEN derived_id('user:' || %(b)s || ':' || 1 + n %% 2) END, 'console',
              TIMESTAMPTZ '2026-02-01' + n / 2 * INTERVAL '1 minute',
              CASE WHEN s <> 'queued' THEN TIMESTAMPTZ '2026-02-02' END,
              CASE WHEN s IN ('done', 'failed') THEN TIMESTAMPTZ '2026-02-03' END
       FROM generate_series(1, 6) n,
            LATERAL (SELECT (ARRAY['done', 'running', 'failed', 'queued'])[1 + n %% 4]) l (s)""",
    """INSERT INTO audit_entries
       SELECT %(brand)s, derived_id('audit:' || %(b)s || ':' || n), derived_id('w:' || n),
              TIMESTAMPTZ '2026-02-01' + n / 2 * INTERVAL '1 minute',
              CASE WHEN n %% 2 = 0 THEN derived_id('user:' || %(b)s || ':1') END,
              CASE WHEN n %% 4 = 0 THEN derived_id('user:' || %(b)s || ':11') END, 'console',
              'payout.release', 'payout_batch', NULL, NULL,
              CASE WHEN n %% 2 = 0 THEN '{"state": "released"}'::jsonb END, NULL,
              CASE WHEN n %% 2 = 0 THEN '192.0.2.7' END, CASE WHEN n %% 2 = 0 THEN 'Firefox' END
       FROM generate_series(1, 8) n""",
    "INSERT INTO audit_backlog SELECT brand_id, id FROM audit_entries WHERE brand_id = %(brand)s",
)
