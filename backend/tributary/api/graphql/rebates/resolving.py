"""How the term that covers a purchase was found among those of its plan, as one expression."""

from typing import Final

# The term is the one that was counted, the others are held against what is known of the goods.
# What others are offered is not for a distributor: it is told why a term is not its own, but
# neither what that term is called nor that another distributor has one of its own. Channels, too,
# are for the brand's people.
RESOLUTION: Final = """(
    SELECT jsonb_build_object(
      'facts', jsonb_build_object(
        'productGroup', g.product_group, 'product', g.sku, 'channel',
        CASE WHEN CAST({distributor} AS uuid) IS NULL THEN c.code END, 'grade', n.grade,
        'distributor', d.code, 'billedOn', {t}.booked_on),
      'terms', (
        SELECT jsonb_agg(jsonb_build_object(
            'place', k.place, 'outcome', k.outcome, 'misses', to_jsonb(k.misses),
            'code', CASE WHEN k.outcome = 'covers' OR CAST({distributor} AS uuid) IS NULL
              THEN k.code END) ORDER BY k.place)
        FROM (
          SELECT m.place, m.code, m.misses, CASE WHEN m.id = a.term_id THEN 'covers'
                   WHEN m.misses = '{{}}' THEN 'fits_later' ELSE 'does_not_fit' END AS outcome
          FROM (
            SELECT t.id, t.place, t.code, array_remove(ARRAY[
                CASE WHEN t.product_groups <> '{{}}'
                  AND g.product_group <> ALL(t.product_groups) THEN 'product_groups' END,
                CASE WHEN t.products <> '{{}}' AND g.sku <> ALL(t.products) THEN 'products' END,
                CASE WHEN t.channels <> '{{}}' AND c.code <> ALL(t.channels) THEN 'channels' END,
                CASE WHEN t.grades <> '{{}}'
                  AND coalesce(n.grade, '') <> ALL(t.grades) THEN 'grades' END,
                CASE WHEN t.distributors <> '{{}}'
                  AND d.code <> ALL(t.distributors) THEN 'distributors' END], NULL) AS misses
            FROM rebate_terms t WHERE t.brand_id = {brand} AND t.plan_id = a.plan_id) AS m) AS k
        WHERE k.outcome = 'covers' OR CAST({distributor} AS uuid) IS NULL
           OR 'distributors' <> ALL(k.misses)))
    FROM rebate_accruals a
    JOIN orders o ON o.brand_id = {brand} AND o.id = {t}.order_id
    JOIN order_lines l ON l.brand_id = {brand} AND l.id = {t}.order_line_id
    JOIN products g ON g.brand_id = {brand} AND g.id = l.product_id
    JOIN channels c ON c.brand_id = {brand} AND c.id = o.channel_id
    JOIN parties d ON d.brand_id = {brand} AND d.id = o.distributor_id
    LEFT JOIN order_line_prices n ON n.brand_id = {brand} AND n.order_line_id = l.id
     AND n.depth = 0
    WHERE a.brand_id = {brand} AND a.id = {t}.accrual_id)"""
"""A JSON object of the facts of a line and each term of the plan with its outcome."""
