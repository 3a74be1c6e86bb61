"""Prints statements as PDF: Chinese and Latin, every byte decided by the document alone.

The numbers come first and the PDF last: what arrives here is a finished `StatementDocument`, and
nothing is computed but the layout. Pages are laid out as plain marks (`sheets`), filled by
`statement` and `tables` in the words of `wording`, and written by reportlab with our own two
fonts embedded (`fonts`). Equal documents give equal bytes in every run and process.
"""

from tributary.gateways.pdf.statement import PdfStatements, render_statement

__all__ = ["PdfStatements", "render_statement"]
