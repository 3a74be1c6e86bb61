"""The roll-up of open items, for factories that write receivables by SQL."""

OPEN_TOTALS = """INSERT INTO open_totals
    SELECT brand_id, creditor_id, currency, due_on, get_byte(uuid_send(debtor_id), 15) & 7,
           sum(total_minor - applied_minor), count(*)
    FROM receivables WHERE brand_id = %(brand)s AND applied_minor < total_minor
    GROUP BY 1, 2, 3, 4, 5"""
"""What the deeds of the product would have counted, once no row of the brand is left."""
