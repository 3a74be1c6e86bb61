"""What every table must be like to be isolated by brand today and sharded by brand tomorrow.

Each rule is a query whose rows are violations; `{tenant}` stands for the tenant tables.
"""

from typing import LiteralString

REFERENCE_TABLES = frozenset(
    {
        "brands",
        "users",
        "passwords",
        "totp_factors",
        "recovery_codes",
        "passkeys",
        "sign_in_attempts",
        "request_paces",
        "signing_keys",
    }
)
LOCAL_PREFIXES = ("alembic_version", "procrastinate_")

POLICY = "(brand_id = (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid)"

TABLES: LiteralString = """
    WITH tables AS (
      SELECT c.oid, c.relname::text AS name, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
             CASE WHEN c.relname::text = ANY(%(reference)s) THEN 'reference'
                  WHEN c.relname = 'alembic_version' OR c.relname LIKE 'procrastinate\\_%%'
                  THEN 'local' ELSE 'tenant' END AS kind,
             (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = c.oid
              AND a.attname = 'brand_id' AND NOT a.attisdropped) AS brand
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    ), tenant AS (SELECT * FROM tables WHERE kind = 'tenant'),
    keys AS (
      SELECT k.*, t.name AS table_name, t.kind AS table_kind, t.brand AS brand,
             f.kind AS target_kind, f.brand AS target_brand, f.name AS target_name
      FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid
      LEFT JOIN tables f ON f.oid = k.confrelid WHERE k.conparentid = 0
    )
"""

RULES: dict[str, LiteralString] = {
    "a tenant table has brand_id uuid not null, not generated": """
        SELECT name FROM tenant t WHERE NOT EXISTS (
          SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = t.brand
          AND a.atttypid = 'uuid'::regtype AND a.attnotnull AND a.attgenerated = '')""",
    "a tenant table has a primary key": """
        SELECT name FROM tenant t WHERE NOT EXISTS (
          SELECT 1 FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p')""",
    "every unique index contains brand_id as a key column": """
        SELECT i.indexrelid::regclass::text FROM tenant t JOIN pg_index i ON i.indrelid = t.oid
        WHERE i.indisunique AND NOT t.brand = ANY(
          (i.indkey::int2[])[0:i.indnkeyatts - 1])""",
    "an exclusion serves no query: it has a condition that every row fulfils": """
        SELECT k.table_name || '.' || k.conname FROM keys k JOIN pg_index i
          ON i.indexrelid = k.conindid
        WHERE k.contype = 'x' AND i.indpred IS NULL""",
    "every exclusion compares brand_id for equality": """
        SELECT table_name || '.' || conname FROM keys
        WHERE contype = 'x' AND table_kind = 'tenant' AND NOT EXISTS (
          SELECT 1 FROM unnest(conkey, conexclop) u (k, o) JOIN pg_operator p ON p.oid = u.o
          WHERE u.k = keys.brand AND p.oprname = '=')""",
    "a reference between tenant tables maps brand_id to brand_id": """
        SELECT table_name || '.' || conname FROM keys
        WHERE contype = 'f' AND table_kind = 'tenant' AND target_kind = 'tenant'
          AND NOT EXISTS (SELECT 1 FROM unnest(conkey, confkey) u (a, b)
                          WHERE u.a = keys.brand AND u.b = keys.target_brand)""",
    "references go tenant to tenant or reference, reference to reference, local to local": """
        SELECT table_name || '.' || conname FROM keys WHERE contype = 'f'
          AND (table_kind, coalesce(target_kind, 'elsewhere')) NOT IN (
            ('tenant', 'tenant'), ('tenant', 'reference'), ('reference', 'reference'),
            ('local', 'local'), ('local', 'reference'))""",
    "a reference holding brand_id neither sets null nor cascades updates": """
        SELECT table_name || '.' || conname FROM keys
        WHERE contype = 'f' AND table_kind = 'tenant' AND brand = ANY(conkey)
          AND (confdeltype IN ('n', 'd') OR confupdtype IN ('c', 'n', 'd'))""",
    "no constraint of a tenant table is deferrable": """
        SELECT table_name || '.' || conname FROM keys
        WHERE table_kind = 'tenant' AND condeferrable""",
    "no trigger on tenant and reference tables": """
        SELECT t.name || '.' || g.tgname FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
        WHERE t.kind <> 'local' AND NOT g.tgisinternal""",
    "no rewrite rule on a tenant table": """
        SELECT t.name || '.' || r.rulename FROM tenant t JOIN pg_rewrite r ON r.ev_class = t.oid""",
    "no identity column on a tenant table": """
        SELECT t.name || '.' || a.attname FROM tenant t JOIN pg_attribute a ON a.attrelid = t.oid
        WHERE a.attidentity <> ''""",
    "a sequence default is a bigint": """
        SELECT t.name || '.' || a.attname FROM tenant t
        JOIN pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped
        JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
        WHERE pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%'
          AND a.atttypid <> 'int8'::regtype""",
    "no table inheritance": """
        SELECT t.name FROM tenant t JOIN pg_inherits i ON i.inhrelid = t.oid
        JOIN pg_class p ON p.oid = i.inhparent WHERE p.relkind <> 'p'""",
    "row-level security is enabled and forced on tenant tables": """
        SELECT name FROM tenant WHERE NOT (relrowsecurity AND relforcerowsecurity)""",
    "a tenant table has exactly the one policy, word for word, for reading and writing": """
        SELECT t.name FROM tenant t WHERE ARRAY(
          SELECT pg_get_expr(p.polqual, t.oid) || ' / ' || pg_get_expr(p.polwithcheck, t.oid)
            || ' / ' || p.polcmd::text || ' / ' || p.polpermissive::text
            || ' / ' || p.polroles::text
          FROM pg_policy p WHERE p.polrelid = t.oid)
          <> ARRAY[%(policy)s || ' / ' || %(policy)s || ' / * / true / {0}']""",
    "no working role owns, bypasses or is above the policies": """
        SELECT t.name || ' by ' || r.rolname FROM tenant t, pg_roles r
        WHERE r.rolname = ANY(%(roles)s)
          AND (t.relowner = r.oid OR r.rolsuper OR r.rolbypassrls)""",
    "no working role may update brand_id": """
        SELECT t.name || ' by ' || r FROM tenant t, unnest(%(roles)s::text[]) r
        WHERE t.brand IS NOT NULL AND has_column_privilege(r, t.oid, t.brand, 'UPDATE')""",
    "names of tables, indexes and constraints fit in 54 bytes": """
        SELECT name FROM (
          SELECT name FROM tenant
          UNION SELECT x.relname::text FROM tenant t JOIN pg_index i ON i.indrelid = t.oid
                JOIN pg_class x ON x.oid = i.indexrelid
          UNION SELECT conname::text FROM keys WHERE table_kind = 'tenant' AND contype <> 'n'
        ) names WHERE octet_length(name) > 54""",
    "every reference has an index that starts with its columns": """
        SELECT table_name || '.' || conname FROM keys
        WHERE contype = 'f' AND table_kind <> 'local' AND NOT EXISTS (
          SELECT 1 FROM pg_index i WHERE i.indrelid = keys.conrelid
          AND coalesce(pg_get_expr(i.indpred, i.indrelid), '') ~ '^(\\([a-z_]+ IS NOT NULL\\))?$'
          AND (i.indkey::int2[])[0:cardinality(keys.conkey) - 1] @> keys.conkey
          AND (i.indkey::int2[])[0:cardinality(keys.conkey) - 1] <@ keys.conkey)""",
    "every money column has the currency of its row": """
        SELECT DISTINCT t.name FROM tenant t JOIN pg_attribute a ON a.attrelid = t.oid
        WHERE a.attname LIKE '%%\\_minor' AND NOT a.attisdropped AND NOT EXISTS (
          SELECT 1 FROM pg_attribute c WHERE c.attrelid = t.oid AND c.attname = 'currency'
          AND c.atttypid = 'bpchar'::regtype AND c.atttypmod = 7 AND c.attnotnull)""",
    "a money column is a bigint": """
        SELECT t.name || '.' || a.attname FROM tenant t JOIN pg_attribute a ON a.attrelid = t.oid
        WHERE a.attname LIKE '%%\\_minor' AND a.atttypid <> 'int8'::regtype""",
    "an instant is a timestamptz and a business day a date": """
        SELECT t.name || '.' || a.attname FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
        WHERE t.kind <> 'local' AND NOT a.attisdropped AND (
          (a.attname LIKE '%%\\_at' AND a.atttypid <> 'timestamptz'::regtype)
          OR (a.attname LIKE '%%\\_on' AND a.atttypid <> 'date'::regtype))""",
    "a security definer function pins its search path and is owned by a plain role": """
        SELECT p.proname::text FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
        WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
          AND p.proname NOT LIKE 'procrastinate%%'
          AND (r.rolsuper OR r.rolbypassrls OR NOT EXISTS (
            SELECT 1 FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%%'))""",
    "no view that hides whose rights it uses": """
        SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
          AND c.relkind IN ('v', 'm') AND NOT coalesce(
            'security_invoker=true' = ANY(c.reloptions), false)""",
}
