"""What is to be released of the periods that are over, as SQL; nothing is released twice."""

from typing import Final

# What was counted since the last time, of periods that the books have closed. What never came to
# anything needs no credit.
_DUE: Final = """
    due AS (
      SELECT a.*, derived_id('rebate_credit:' || a.id) AS credit_id, c.as_of AS released_as_of
      FROM rebate_accruals a
      LEFT JOIN rebate_credits c ON c.brand_id = :brand AND c.accrual_id = a.id
      WHERE a.brand_id = :brand AND a.rated_until <= CAST(:closed AS date) + 1
        AND a.as_of >= a.rated_until - 1
        AND CASE WHEN c.id IS NULL THEN a.amount_minor > 0
            ELSE c.as_of IS NULL OR c.as_of < a.as_of END
    )
"""

_CHANGED: Final = f"""
    {_DUE},
    changed AS (
      SELECT d.credit_id, l.order_id, l.order_line_id, l.distributor_id, l.currency,
             CAST(l.amount_minor - coalesce(k.minor, 0) AS bigint) AS minor
      FROM due d
      JOIN rebate_lines l ON l.brand_id = :brand AND l.accrual_id = d.id
      LEFT JOIN LATERAL (
        SELECT sum(s.amount_minor) AS minor FROM rebate_costs s
        WHERE s.brand_id = :brand AND s.credit_id = d.credit_id
          AND s.order_line_id = l.order_line_id) AS k ON true
      WHERE l.amount_minor <> coalesce(k.minor, 0)
    )
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

INSERT_CREDITS: Final = f"""
    WITH {_DUE}
    INSERT INTO rebate_credits (
      brand_id, id, accrual_id, plan_id, term_id, distributor_id, plan_name, plan_version,
      term_code, settled_by, is_claimed, rated_from, rated_until, use_until, amount_minor,
      offset_minor, used_minor, expired_minor, owed_back_minor, currency, created_at)
    SELECT :brand, d.credit_id, d.id, d.plan_id, d.term_id, d.distributor_id, d.plan_name,
           d.plan_version, d.term_code, d.settled_by, t.is_claimed, d.rated_from, d.rated_until,
           CAST(d.rated_until + make_interval(months => CAST(t.expires_after_months AS integer))
                AS date) - 1,
           0, 0, 0, 0, 0, d.currency, :now
    FROM due d JOIN rebate_terms t ON t.brand_id = :brand AND t.id = d.term_id
    ON CONFLICT (brand_id, id) DO NOTHING
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A release is booked on the first open day after its period, or the day it was counted through.
INSERT_RELEASES: Final = f"""
    WITH {_CHANGED},
    summed AS (
      SELECT credit_id, CAST(sum(minor) AS bigint) AS minor FROM changed GROUP BY credit_id
    ),
    backs AS (
      SELECT d.credit_id, sum(l.back_minor) AS back_minor
      FROM due d JOIN rebate_lines l ON l.brand_id = :brand AND l.accrual_id = d.id
      GROUP BY d.credit_id
    ),
    before AS (
      SELECT e.credit_id, max(e.nth) AS nth,
             (array_agg(e.back_minor ORDER BY e.nth DESC) FILTER (WHERE e.as_of IS NOT NULL))[1]
               AS back_minor
      FROM rebate_entries e
      WHERE e.brand_id = :brand AND e.credit_id IN (SELECT credit_id FROM summed)
      GROUP BY e.credit_id
    )
    INSERT INTO rebate_entries (
      brand_id, id, credit_id, nth, distributor_id, batch_id, kind, reason, amount_minor, currency,
      booked_on, volume_minor, back_minor, units, figure, band, rate_ppm, as_of, created_at)
    SELECT :brand, derived_id('rebate_entry:' || d.credit_id || ':' || coalesce(b.nth, 0) + 1),
           d.credit_id, coalesce(b.nth, 0) + 1, d.distributor_id, :deed,
           CASE WHEN b.nth IS NULL THEN 'released' ELSE 'adjusted' END,
           CASE WHEN b.nth IS NULL THEN NULL
             WHEN b.back_minor IS DISTINCT FROM k.back_minor THEN 'return'
             WHEN d.measure = 'days_to_pay' THEN 'payment' ELSE 'true_up' END,
           s.minor, d.currency, ledger_open_day(:brand, greatest(d.rated_until, d.as_of)),
           d.volume_minor, k.back_minor, d.units, d.figure, d.band, d.rate_ppm, d.as_of, :now
    FROM summed s
    JOIN due d USING (credit_id)
    JOIN backs k USING (credit_id)
    LEFT JOIN before b USING (credit_id)
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

INSERT_COSTS: Final = f"""
    WITH {_CHANGED}
    INSERT INTO rebate_costs (brand_id, id, entry_id, credit_id, order_id, order_line_id,
                              distributor_id, amount_minor, currency)
    SELECT :brand, derived_id('rebate_cost:' || e.id || ':' || c.order_line_id), e.id, c.credit_id,
           c.order_id, c.order_line_id, c.distributor_id, c.minor, c.currency
    FROM changed c
    JOIN rebate_entries e ON e.brand_id = :brand AND e.batch_id = :deed
     AND e.credit_id = c.credit_id
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# What of a credit nobody has agreed to, line by line: what came back after it was agreed to takes
# from what was agreed to on its own line. Of what lapsed nothing can be claimed any more.
_UNAPPROVED: Final = """
    SELECT coalesce(sum(greatest(s.earned - s.agreed, 0)), 0)::bigint AS minor
    FROM (SELECT sum(k.amount_minor) AS earned, coalesce((
            SELECT sum(x.amount_minor) FROM rebate_claim_lines x
            JOIN rebate_claims m ON m.brand_id = :brand AND m.id = x.claim_id
             AND m.state = 'approved' AND m.credit_id = c.id
            WHERE x.brand_id = :brand AND x.order_line_id = k.order_line_id), 0) AS agreed
          FROM rebate_costs k
          WHERE k.brand_id = :brand AND k.credit_id = c.id
          GROUP BY k.order_line_id) AS s
    WHERE c.is_claimed AND NOT EXISTS (
      SELECT 1 FROM rebate_entries z
      WHERE z.brand_id = :brand AND z.credit_id = c.id AND z.kind = 'expired')
"""

# Taken back more than is left: first what had expired comes back, then the rest is owed back. What
# is given in cash goes on at once, and comes back the same way. What has to be claimed first is
# nobody's to use, and makes up for nothing.
COUNT_CREDITS: Final = f"""
    WITH {_DUE},
    moved AS (
      SELECT c.*, d.as_of AS counted_through, coalesce(e.nth, 0) AS nth, e.booked_on,
             c.amount_minor + coalesce(e.amount_minor, 0) AS amount, w.minor AS unapproved,
             c.amount_minor + coalesce(e.amount_minor, 0) + c.offset_minor - c.used_minor
               - c.expired_minor - w.minor AS free
      FROM due d
      JOIN rebate_credits c ON c.brand_id = :brand AND c.id = d.credit_id
      CROSS JOIN LATERAL ({_UNAPPROVED}) AS w
      LEFT JOIN rebate_entries e ON e.brand_id = :brand AND e.batch_id = :deed
       AND e.credit_id = c.id
    ),
    judged AS (
      SELECT m.*, CASE settled_by WHEN 'cash' THEN free ELSE 0 END AS paid,
             CASE settled_by WHEN 'cash' THEN 0 ELSE least(expired_minor, greatest(-free, 0)) END
               AS restored
      FROM moved m
    ),
    counted AS (
      UPDATE rebate_credits c SET
        as_of = j.counted_through, amount_minor = j.amount, used_minor = c.used_minor + j.paid,
        expired_minor = c.expired_minor - j.restored, unapproved_minor = j.unapproved,
        owed_back_minor = greatest(j.paid - j.free - j.restored, 0)
      FROM judged j WHERE c.brand_id = :brand AND c.id = j.id
    )
    INSERT INTO rebate_entries (brand_id, id, credit_id, nth, distributor_id, batch_id, kind,
                                amount_minor, currency, booked_on, created_at)
    SELECT :brand, derived_id('rebate_entry:' || j.id || ':' || j.nth + 1), j.id, j.nth + 1,
           j.distributor_id, :deed, v.kind, v.minor, j.currency, j.booked_on, :now
    FROM judged j
    CROSS JOIN LATERAL (VALUES ('paid_out', -j.paid), ('restored', j.restored)) AS v (kind, minor)
    WHERE v.minor <> 0
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

APPROVE: Final = f"""
    UPDATE rebate_credits c SET unapproved_minor = w.minor,
      owed_back_minor = greatest(
        w.minor + used_minor + expired_minor - offset_minor - amount_minor, 0),
      use_until = CASE WHEN w.is_over THEN use_until ELSE greatest(use_until, :least) END
    FROM (SELECT w.minor, EXISTS (
            SELECT 1 FROM rebate_entries z WHERE z.brand_id = :brand AND z.credit_id = c.id
              AND z.kind = 'expired') AS is_over
          FROM rebate_credits c CROSS JOIN LATERAL ({_UNAPPROVED}) AS w
          WHERE c.brand_id = :brand AND c.id = :credit) AS w
    WHERE c.brand_id = :brand AND c.id = :credit
"""  # noqa: S608  Only constants of this module meet here; values are parameters.
"""Count of one credit what is agreed to now; what was claimed in time can be used for a while."""

GIVE: Final = """
    WITH given AS (
      SELECT c.id, c.distributor_id, c.currency, c.usable_minor AS minor,
             (SELECT max(e.nth) FROM rebate_entries e
              WHERE e.brand_id = :brand AND e.credit_id = c.id) + 1 AS nth
      FROM rebate_credits c
      WHERE c.brand_id = :brand AND c.id = :credit AND c.settled_by = 'cash'
        AND c.usable_minor > 0
    ),
    counted AS (
      UPDATE rebate_credits c SET used_minor = c.used_minor + g.minor
      FROM given g WHERE c.brand_id = :brand AND c.id = g.id
    )
    INSERT INTO rebate_entries (brand_id, id, credit_id, nth, distributor_id, batch_id, kind,
                                amount_minor, currency, booked_on, created_at)
    SELECT :brand, derived_id('rebate_entry:' || g.id || ':' || g.nth), g.id, g.nth,
           g.distributor_id, :deed, 'paid_out', -g.minor, g.currency, :booked_on, :now
    FROM given g
"""
"""Let what is settled in cash, and can be used now, be paid out."""

# What was claimed in time waits for those who decide.
EXPIRE: Final = """
    WITH ending AS (
      SELECT c.id, c.distributor_id, c.left_minor, c.currency,
             (SELECT max(e.nth) FROM rebate_entries e
              WHERE e.brand_id = :brand AND e.credit_id = c.id) + 1 AS nth
      FROM rebate_credits c
      WHERE c.brand_id = :brand AND c.use_until < :today AND c.left_minor > 0
        AND NOT EXISTS (SELECT 1 FROM rebate_claims m WHERE m.brand_id = :brand
                        AND m.credit_id = c.id AND m.state = 'open')
      ORDER BY c.id FOR UPDATE
    ),
    counted AS (
      UPDATE rebate_credits c SET expired_minor = c.expired_minor + e.left_minor,
        unapproved_minor = 0
      FROM ending e WHERE c.brand_id = :brand AND c.id = e.id
    )
    INSERT INTO rebate_entries (brand_id, id, credit_id, nth, distributor_id, batch_id, kind,
                                amount_minor, currency, booked_on, created_at)
    SELECT :brand, derived_id('rebate_entry:' || e.id || ':' || e.nth), e.id, e.nth,
           e.distributor_id, :deed, 'expired', -e.left_minor, e.currency,
           ledger_open_day(:brand, CAST(:today AS date)), :now
    FROM ending e
"""

# What stands across the account of what a distributor may use, by what happened.
_SIDES: Final = """
    SELECT e.id, e.use_id, e.kind, e.currency, e.booked_on, e.distributor_id, e.amount_minor,
           CASE e.kind WHEN 'used' THEN 'customer_credit'
             WHEN 'undone' THEN 'customer_credit' WHEN 'paid_out' THEN 'commission_payable'
             WHEN 'expired' THEN 'rebate_lapsed' WHEN 'restored' THEN 'rebate_lapsed'
             ELSE 'rebate_expense' END AS across,
           CASE WHEN e.kind IN ('used', 'undone', 'paid_out') THEN e.distributor_id END
             AS across_id,
           CASE e.kind WHEN 'used' THEN 'rebate_use' WHEN 'undone' THEN 'rebate_use'
             WHEN 'paid_out' THEN 'rebate_payout'
             WHEN 'expired' THEN 'rebate_lapse' WHEN 'restored' THEN 'rebate_lapse'
             ELSE CASE WHEN e.amount_minor > 0 THEN 'rebate' ELSE 'rebate_reversal' END END
             AS reason
    FROM rebate_entries e
    WHERE e.brand_id = :brand AND e.batch_id = :deed AND e.kind <> 'offset'
      AND e.amount_minor <> 0
"""

ACCOUNTS: Final = f"""
    SELECT DISTINCT CAST(:brand AS uuid) AS book_id, v.kind, v.counterparty_id,
           CAST(s.currency AS text) AS currency
    FROM ({_SIDES}) AS s
    CROSS JOIN LATERAL (VALUES ('rebate_payable', s.distributor_id), (s.across, s.across_id))
      AS v (kind, counterparty_id)
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

TRANSFERS: Final = f"""
    SELECT derived_id('rebate_transfer:' || a.id) AS id,
           CASE WHEN a.kind <> 'undone' AND u.id IS NOT NULL THEN u.journal_id
             ELSE derived_id('rebate_journal:' || a.id) END AS journal_id,
           'posted' AS phase,
           CASE WHEN a.amount_minor > 0 THEN across_account ELSE own_account END
             AS debit_account_id,
           CASE WHEN a.amount_minor > 0 THEN own_account ELSE across_account END
             AS credit_account_id,
           a.currency, abs(a.amount_minor) AS amount_minor, a.reason,
           coalesce(a.use_id, a.id) AS subject_id, a.booked_on,
           CAST(NULL AS uuid) AS pending_id, CAST(NULL AS uuid) AS reverses_id
    FROM (SELECT s.*, ledger_account_id(:brand, :brand, s.across, s.across_id,
                                        CAST(s.currency AS text)) AS across_account,
                 ledger_account_id(:brand, :brand, 'rebate_payable', s.distributor_id,
                                   CAST(s.currency AS text)) AS own_account
          FROM ({_SIDES}) AS s) AS a
    LEFT JOIN rebate_uses u ON u.brand_id = :brand AND u.id = a.use_id
"""  # noqa: S608  Only constants of this module meet here; values are parameters.
