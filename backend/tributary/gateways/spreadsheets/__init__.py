"""Writes statements as CSV and XLSX: the figures of the PDF, to calculate on with.

What arrives is the finished `StatementDocument` that is printed, too. `tables` says which rows and
columns there are, `wording` how they are called; `comma` and `workbook` write them. Nothing that
stands in a cell is ever a formula, and equal documents give equal bytes.
"""

from tributary.gateways.spreadsheets.sheets import SpreadsheetStatements

__all__ = ["SpreadsheetStatements"]
