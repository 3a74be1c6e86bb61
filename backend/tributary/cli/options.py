"""Options that several commands share."""

from typing import Annotated

import typer

Brand = Annotated[
    str | None, typer.Option("--brand", help="Slug of the brand; needed when there are several.")
]
As = Annotated[
    str | None, typer.Option("--as", help="E-mail address of the person who acts.", metavar="EMAIL")
]
