"""Letters about statements of a forest, and when its brand has them sent."""

from typing import Final

STATEMENT_LETTERS: Final = (
    """INSERT INTO settlement_cycles
       SELECT %(brand)s, (ARRAY['weekly', 'custom'])[n], DATE '2026-03-01' + n,
              CASE n WHEN 2 THEN '2026-03-20 2026-04-20' ELSE '' END,
              ('2026-01-0' || n)::timestamptz
       FROM generate_series(1, 2) n""",
    """INSERT INTO statement_mailings
       SELECT %(brand)s, CASE n WHEN 2 THEN 8 END, ('2026-01-0' || n)::timestamptz
       FROM generate_series(1, 2) n""",
    """UPDATE statements SET mail_at = TIMESTAMPTZ '2026-02-02 01:00',
         mailed_at = CASE WHEN state = 'disputed' THEN TIMESTAMPTZ '2026-02-02 01:00:07.25' END
       WHERE brand_id = %(brand)s AND state <> 'issued'""",
    """INSERT INTO statement_letters
       SELECT s.brand_id, s.id, derived_id('user:' || %(b)s || ':1'), n,
              derived_id('letter:' || s.id || n), 'li.' || n || '@lotus.example',
              (ARRAY['refused', 'sent'])[n], '2026-02-02 01:00:07.25',
              TIMESTAMPTZ '2026-02-02 01:00:09' + n * INTERVAL '1 second',
              CASE WHEN n = 1 THEN '没有 "li.1"' END
       FROM statements s, generate_series(1, 2) n
       WHERE s.brand_id = %(brand)s AND s.state = 'disputed'""",
)
