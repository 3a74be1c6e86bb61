"""The SQL functions of the ledger: ids of accounts, and the only ways to write."""

TYPES = (
    """
    CREATE TYPE ledger_account_row AS (
      book_id uuid, kind text, counterparty_id uuid, currency char(3))
    """,
    """
    CREATE TYPE ledger_transfer_row AS (
      id uuid, journal_id uuid, phase text, debit_account_id uuid, credit_account_id uuid,
      currency char(3), amount_minor bigint, reason text, subject_id uuid, booked_on date,
      pending_id uuid, reverses_id uuid)
    """,
)

DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
"""The functions that write run as the tables' owner, who is held by the row policies too."""

# A plan made while the tables were small lives as long as its connection: planned once, and never
# to read a whole table, it is right for one transfer and for twenty thousand.
STEADY = f"{DEFINER} SET plan_cache_mode = force_generic_plan SET enable_seqscan = off"

PURE_FUNCTIONS = (
    """
    CREATE FUNCTION ledger_account_id(
      brand uuid, book uuid, kind text, counterparty uuid, currency text) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN derived_id('account:' || brand::text || ':' || book::text || ':' || kind || ':'
                      || coalesce(counterparty::text, '-') || ':' || currency)
    """,
    # What is owed back to a customer can be used up, not overdrawn.
    """
    CREATE FUNCTION ledger_debit_max(kind text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN kind = 'customer_credit' THEN 0 END
    """,
    """
    CREATE FUNCTION ledger_open_day(brand uuid, wanted date) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN greatest(wanted, (SELECT max(c.closed_through) + 1 FROM ledger_closings c
                             WHERE c.brand_id = brand))
    """,
    # Postings hold this lock shared and a closing holds it alone: unlike a share lock on a row
    # it is granted in turn, so that steady posting cannot keep a closing waiting for ever.
    """
    CREATE FUNCTION ledger_posting_key(brand uuid) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended('ledger posting ' || brand::text, 0)
    """,
    """
    CREATE FUNCTION ledger_sealing_key(brand uuid) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended('ledger sealing ' || brand::text, 0)
    """,
    # The canonical text of a transfer, hashed as a leaf (prefix 0) of a Merkle tree.
    r"""
    CREATE FUNCTION ledger_leaf(t transfers) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256('\x00'::bytea || convert_to(concat_ws('|',
      t.brand_id, t.id, t.journal_id, t.phase, t.debit_account_id, t.credit_account_id,
      t.currency, t.amount_minor, t.reason, coalesce(t.subject_id::text, '-'),
      to_char(t.booked_on, 'YYYY-MM-DD'),
      to_char(t.posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), t.work_id,
      coalesce(t.pending_id::text, '-'), coalesce(t.reverses_id::text, '-')), 'UTF8'))
    """,
    # Posting moves money; pending reserves it; post and void give the reservation back.
    """
    CREATE FUNCTION ledger_deltas(brand uuid, made ledger_transfer_row[])
    RETURNS TABLE (account_id uuid, debits bigint, credits bigint,
                   pending_debits bigint, pending_credits bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
      SELECT side.account_id, sum(side.debits)::bigint, sum(side.credits)::bigint,
             sum(side.pending_debits)::bigint, sum(side.pending_credits)::bigint
      FROM unnest(made) AS t
      CROSS JOIN LATERAL (SELECT
        CASE WHEN t.phase IN ('posted', 'post') THEN t.amount_minor ELSE 0 END AS moved,
        CASE t.phase WHEN 'posted' THEN 0 WHEN 'pending' THEN t.amount_minor ELSE (
          SELECT -p.amount_minor FROM transfers p
          WHERE p.brand_id = brand AND p.id = t.pending_id) END AS reserved) AS m
      CROSS JOIN LATERAL (VALUES
        (t.debit_account_id, m.moved, 0::bigint, m.reserved, 0::bigint),
        (t.credit_account_id, 0::bigint, m.moved, 0::bigint, m.reserved)
      ) AS side (account_id, debits, credits, pending_debits, pending_credits)
      GROUP BY side.account_id;
    END
    """,
)

BRAND = """
    CREATE FUNCTION ledger_brand() RETURNS uuid LANGUAGE plpgsql STABLE AS $$
    DECLARE brand uuid := nullif(current_setting('app.brand_id', true), '')::uuid;
    BEGIN
      IF brand IS NULL THEN
        RAISE EXCEPTION 'no brand is named in this transaction' USING ERRCODE = 'TB000';
      END IF;
      RETURN brand;
    END $$
    """

OPEN_ACCOUNTS = f"""
    CREATE FUNCTION ledger_open_accounts(wanted ledger_account_row[], at timestamptz)
    RETURNS bigint LANGUAGE plpgsql {STEADY} AS $$
    DECLARE brand uuid := ledger_brand(); opened bigint;
    BEGIN
      INSERT INTO accounts (brand_id, id, book_id, kind, counterparty_id, currency, opened_at)
      SELECT brand, a.id, a.book_id, a.kind, a.counterparty_id, a.currency, at
      FROM (SELECT DISTINCT ledger_account_id(brand, w.book_id, w.kind, w.counterparty_id,
                                              w.currency) AS id, w.* FROM unnest(wanted) w) AS a
      ORDER BY a.id
      ON CONFLICT (brand_id, id) DO NOTHING;
      GET DIAGNOSTICS opened = ROW_COUNT;
      IF opened > 0 THEN
        INSERT INTO balances (brand_id, account_id, currency, debit_max_minor)
        SELECT DISTINCT brand, a.id, a.currency, ledger_debit_max(a.kind)
        FROM unnest(wanted) w
        JOIN accounts a ON a.brand_id = brand AND a.id = ledger_account_id(
          brand, w.book_id, w.kind, w.counterparty_id, w.currency)
        ON CONFLICT (brand_id, account_id, currency) DO NOTHING;
      END IF;
      RETURN opened;
    END $$
    """

# Locks what resolutions and reversals name, in id order: of two that resolve or reverse the same
# transfer at once, the second waits here and then sees the first.
CHECK_LINKS = """
    CREATE FUNCTION ledger_check_links(brand uuid, batch ledger_transfer_row[]) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE
      targets uuid[] := ARRAY(
        SELECT v.target FROM unnest(batch) r
        CROSS JOIN LATERAL (VALUES (r.pending_id), (r.reverses_id)) AS v (target)
        WHERE v.target IS NOT NULL GROUP BY v.target);
      culprit uuid;
    BEGIN
      PERFORM 1 FROM transfers t WHERE t.brand_id = brand AND t.id = ANY (targets)
      ORDER BY t.id FOR NO KEY UPDATE;
      SELECT u.target INTO culprit FROM (
        SELECT unnest(targets) AS target
        EXCEPT SELECT t.id FROM transfers t WHERE t.brand_id = brand AND t.id = ANY (targets)
        EXCEPT SELECT r.id FROM unnest(batch) r) AS u LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'there is no transfer %', culprit USING ERRCODE = 'TB007';
      END IF;
      SELECT u.pending_id INTO culprit FROM (
        SELECT r.pending_id, r.id FROM unnest(batch) r WHERE r.pending_id IS NOT NULL
        UNION SELECT t.pending_id, t.id FROM transfers t
        WHERE t.brand_id = brand AND t.pending_id = ANY (targets)) AS u
      GROUP BY u.pending_id HAVING count(*) > 1 LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'the pending transfer % is resolved already', culprit
          USING ERRCODE = 'TB005';
      END IF;
      SELECT u.reverses_id INTO culprit FROM (
        SELECT r.reverses_id, r.id FROM unnest(batch) r WHERE r.reverses_id IS NOT NULL
        UNION SELECT t.reverses_id, t.id FROM transfers t
        WHERE t.brand_id = brand AND t.reverses_id = ANY (targets)) AS u
      GROUP BY u.reverses_id HAVING count(*) > 1 LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'the transfer % is reversed already', culprit USING ERRCODE = 'TB006';
      END IF;
    END $$
    """

CHECK_LINKED = """
    CREATE FUNCTION ledger_check_linked(brand uuid, made ledger_transfer_row[]) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE culprit uuid;
    BEGIN
      SELECT t.id INTO culprit FROM unnest(made) AS t
      JOIN transfers p ON p.brand_id = brand AND p.id = t.pending_id
      WHERE NOT (p.phase = 'pending' AND p.debit_account_id = t.debit_account_id
                 AND p.credit_account_id = t.credit_account_id AND p.currency = t.currency
                 AND CASE t.phase WHEN 'void' THEN t.amount_minor = p.amount_minor
                                  ELSE t.amount_minor <= p.amount_minor END)
      LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'transfer % does not resolve a pending transfer of the same accounts and '
          'at least its amount', culprit USING ERRCODE = 'TB008';
      END IF;
      SELECT t.id INTO culprit FROM unnest(made) AS t
      JOIN transfers o ON o.brand_id = brand AND o.id = t.reverses_id
      WHERE NOT (o.phase IN ('posted', 'post') AND o.debit_account_id = t.credit_account_id
                 AND o.credit_account_id = t.debit_account_id AND o.currency = t.currency
                 AND o.amount_minor = t.amount_minor)
      LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'transfer % is not the mirror image of the posted transfer it reverses',
          culprit USING ERRCODE = 'TB009';
      END IF;
    END $$
    """

# The rows named by account are locked already, so what is seen here is what the CHECK will see;
# the CHECK on the balance stays the last word.
CHECK_LIMITS = """
    CREATE FUNCTION ledger_check_limits(brand uuid, made ledger_transfer_row[]) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE culprit uuid; excess bigint;
    BEGIN
      SELECT n.account_id, n.excess INTO culprit, excess FROM (
        SELECT b.account_id, greatest(
          d.debits + d.pending_debits - d.credits
            + b.debits_minor + b.pending_debits_minor - b.credits_minor - b.debit_max_minor,
          d.credits + d.pending_credits - d.debits
            + b.credits_minor + b.pending_credits_minor - b.debits_minor - b.credit_max_minor
          ) AS excess
        FROM ledger_deltas(brand, made) d
        JOIN balances b ON b.brand_id = brand AND b.account_id = d.account_id) AS n
      WHERE n.excess > 0 LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'account % would go % minor units beyond its limit', culprit, excess
          USING ERRCODE = 'TB003';
      END IF;
    END $$
    """

LOCK_BALANCES = """
    CREATE FUNCTION ledger_lock_balances(brand uuid, account_ids uuid[]) RETURNS boolean
    LANGUAGE plpgsql AS $$
    DECLARE found_count bigint; limited boolean; culprit uuid;
    BEGIN
      SELECT count(*), bool_or(l.limited) INTO found_count, limited FROM (
        SELECT b.debit_max_minor IS NOT NULL OR b.credit_max_minor IS NOT NULL AS limited
        FROM balances b WHERE b.brand_id = brand AND b.account_id = ANY (account_ids)
        ORDER BY b.account_id FOR UPDATE) AS l;
      IF found_count <> cardinality(account_ids) THEN
        SELECT u.account_id INTO culprit FROM (
          SELECT unnest(account_ids) AS account_id
          EXCEPT SELECT b.account_id FROM balances b
          WHERE b.brand_id = brand AND b.account_id = ANY (account_ids)) AS u LIMIT 1;
        RAISE EXCEPTION 'there is no account %', culprit USING ERRCODE = 'TB002';
      END IF;
      RETURN limited;
    END $$
    """

# A call in chunks locks all its accounts first: chunk by chunk, two calls could wait in a circle.
LOCK_ALL = f"""
    CREATE FUNCTION ledger_lock_accounts(account_ids uuid[]) RETURNS boolean
    LANGUAGE plpgsql {STEADY} AS $$
    DECLARE brand uuid := ledger_brand();
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(ledger_posting_key(brand));
      PERFORM ledger_lock_balances(brand, account_ids);
      RETURN true;
    END $$
    """

POST = f"""
    CREATE FUNCTION ledger_post(batch ledger_transfer_row[], by_work uuid, at timestamptz,
                                OUT created bigint, OUT existing bigint)
    LANGUAGE plpgsql {STEADY} AS $$
    DECLARE
      brand uuid := ledger_brand();
      account_ids uuid[]; linked boolean; limited boolean; distinct_ids bigint;
      made ledger_transfer_row[]; earliest date; closed date; culprit uuid;
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(ledger_posting_key(brand));
      SELECT array_agg(DISTINCT v.account_id), count(DISTINCT r.id),
             bool_or(r.pending_id IS NOT NULL OR r.reverses_id IS NOT NULL)
      INTO account_ids, distinct_ids, linked FROM unnest(batch) r
      CROSS JOIN LATERAL (VALUES (r.debit_account_id), (r.credit_account_id)) AS v (account_id);
      IF account_ids IS NULL THEN
        created := 0; existing := 0; RETURN;
      END IF;
      limited := ledger_lock_balances(brand, account_ids);
      IF linked THEN
        PERFORM ledger_check_links(brand, batch);
      END IF;
      WITH inserted AS (
        INSERT INTO transfers (brand_id, id, journal_id, phase, debit_account_id,
          credit_account_id, currency, amount_minor, reason, subject_id, booked_on, posted_at,
          work_id, pending_id, reverses_id)
        SELECT DISTINCT ON (r.id) brand, r.id, r.journal_id, r.phase, r.debit_account_id,
          r.credit_account_id, r.currency, r.amount_minor, r.reason, r.subject_id, r.booked_on, at,
          by_work, r.pending_id, r.reverses_id
        FROM unnest(batch) r ORDER BY r.id
        ON CONFLICT (brand_id, id) DO NOTHING
        RETURNING transfers.id, transfers.journal_id, transfers.phase,
          transfers.debit_account_id, transfers.credit_account_id, transfers.currency,
          transfers.amount_minor, transfers.reason, transfers.subject_id, transfers.booked_on,
          transfers.pending_id, transfers.reverses_id)
      SELECT array_agg(i::ledger_transfer_row), count(*), min(i.booked_on)
      INTO made, created, earliest FROM inserted i;
      existing := distinct_ids - created;
      IF created < cardinality(batch) THEN
        SELECT r.id INTO culprit FROM unnest(batch) r
        JOIN transfers t ON t.brand_id = brand AND t.id = r.id
        WHERE (t.journal_id, t.phase, t.debit_account_id, t.credit_account_id, t.currency,
               t.amount_minor, t.reason, t.subject_id, t.booked_on, t.pending_id, t.reverses_id)
          IS DISTINCT FROM
              (r.journal_id, r.phase, r.debit_account_id, r.credit_account_id, r.currency,
               r.amount_minor, r.reason, r.subject_id, r.booked_on, r.pending_id, r.reverses_id)
        LIMIT 1;
        IF FOUND THEN
          RAISE EXCEPTION 'transfer % exists with other fields', culprit USING ERRCODE = 'TB001';
        END IF;
      END IF;
      IF created = 0 THEN
        RETURN;
      END IF;
      SELECT max(c.closed_through) INTO closed FROM ledger_closings c WHERE c.brand_id = brand;
      IF earliest <= closed THEN
        RAISE EXCEPTION 'the books are closed through %; the posting of % comes too late',
          closed, earliest USING ERRCODE = 'TB004';
      END IF;
      IF linked THEN
        PERFORM ledger_check_linked(brand, made);
      END IF;
      IF limited THEN
        PERFORM ledger_check_limits(brand, made);
      END IF;
      UPDATE balances b
      SET debits_minor = b.debits_minor + d.debits, credits_minor = b.credits_minor + d.credits,
          pending_debits_minor = b.pending_debits_minor + d.pending_debits,
          pending_credits_minor = b.pending_credits_minor + d.pending_credits
      FROM ledger_deltas(brand, made) d
      WHERE b.brand_id = brand AND b.account_id = d.account_id;
      INSERT INTO seal_backlog (brand_id, work_id) VALUES (brand, by_work) ON CONFLICT DO NOTHING;
    END $$
    """

CLOSE = f"""
    CREATE FUNCTION ledger_close(through date, by_work uuid, at timestamptz) RETURNS date
    LANGUAGE plpgsql {DEFINER} AS $$
    DECLARE brand uuid := ledger_brand(); closed date;
    BEGIN
      PERFORM pg_advisory_xact_lock(ledger_posting_key(brand));
      SELECT max(c.closed_through) INTO closed FROM ledger_closings c WHERE c.brand_id = brand;
      IF closed >= through THEN
        RETURN closed;
      END IF;
      INSERT INTO ledger_closings (brand_id, closed_through, transfers_count, closed_at, work_id)
      SELECT brand, through, count(*), at, by_work FROM transfers t
      WHERE t.brand_id = brand AND t.booked_on <= through;
      RETURN through;
    END $$
    """

# The leaves are computed again here: what is sealed is what the table holds.
ADD_SEAL = f"""
    CREATE FUNCTION ledger_add_seal(
      transfer_ids uuid[], seal_number bigint, root bytea, previous bytea, chained bytea,
      by_work uuid, at timestamptz) RETURNS void
    LANGUAGE plpgsql {STEADY} AS $$
    DECLARE brand uuid := ledger_brand();
    BEGIN
      PERFORM pg_advisory_xact_lock(ledger_sealing_key(brand));
      INSERT INTO seals (brand_id, number, leaves_count, merkle_root, previous_hash, seal_hash,
                         sealed_at, work_id)
      VALUES (brand, seal_number, cardinality(transfer_ids), root, previous, chained, at, by_work);
      INSERT INTO seal_entries (brand_id, transfer_id, seal_number, leaf)
      SELECT brand, t.id, ledger_add_seal.seal_number, ledger_leaf(t) FROM transfers t
      WHERE t.brand_id = brand AND t.id = ANY (transfer_ids);
      DELETE FROM seal_backlog b WHERE b.brand_id = brand AND NOT EXISTS (
        SELECT 1 FROM transfers t
        LEFT JOIN seal_entries e ON e.brand_id = brand AND e.transfer_id = t.id
        WHERE t.brand_id = brand AND t.work_id = b.work_id AND e.transfer_id IS NULL);
    END $$
    """

INNER_FUNCTIONS = (BRAND, CHECK_LINKS, CHECK_LINKED, CHECK_LIMITS, LOCK_BALANCES)
DOORS = {
    "ledger_open_accounts(ledger_account_row[], timestamptz)": OPEN_ACCOUNTS,
    "ledger_lock_accounts(uuid[])": LOCK_ALL,
    "ledger_post(ledger_transfer_row[], uuid, timestamptz)": POST,
    "ledger_close(date, uuid, timestamptz)": CLOSE,
    "ledger_add_seal(uuid[], bigint, bytea, bytea, bytea, uuid, timestamptz)": ADD_SEAL,
}
"""Each function that writes, by its signature; app and worker may call it and nothing else."""
