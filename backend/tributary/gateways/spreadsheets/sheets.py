"""What settlements ask for as `StatementSheets`."""

from tributary.gateways.spreadsheets.comma import written_csv
from tributary.gateways.spreadsheets.tables import tables_of
from tributary.gateways.spreadsheets.wording import TITLES
from tributary.gateways.spreadsheets.workbook import written_xlsx
from tributary.settlements.ports import StatementDocument


class SpreadsheetStatements:
    """Writes statements for spreadsheets and programs."""

    def csv(self, document: StatementDocument) -> bytes:
        """Return the statement as one CSV table."""
        facts = (
            ("statement", document.number),
            ("counterparty", document.counterparty_number),
            ("period_start", document.period.start),
            ("period_last", document.period.last),
        )
        return written_csv(tables_of(document)[1:], TITLES[document.language], facts)

    def xlsx(self, document: StatementDocument) -> bytes:
        """Return the statement as a workbook with a sheet for each part."""
        return written_xlsx(tables_of(document), TITLES[document.language])
