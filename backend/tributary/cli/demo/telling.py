"""How the story of the demo is printed: chapters, short lines, amounts that stand out."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tributary.cli.terminal import amount, console
from tributary.kernel import Money

BOOKMARK_WIDTH = 14


def chapter(title: str, title_zh: str) -> None:
    """Begin a chapter."""
    console.print()
    console.print(f"[bold cyan]{title}[/]  [dim]{title_zh}[/]", highlight=False)


def told(bookmark: str, sentence: str) -> None:
    """Print one line of the story: what it is about, and what happened."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=BOOKMARK_WIDTH, style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(f"  {bookmark}", sentence)
    console.print(table, highlight=False)


def shown(money: Money) -> str:
    """Return an amount that stands out."""
    return f"[bold]{amount(money)}[/]"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun.

    >>> counted(1, "order"), counted(2500, "order")
    ('1 order', '2,500 orders')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def listed(title: str, lines: Mapping[str, str]) -> None:
    """Print names and what stands for them; a line is never broken, so that it can be copied."""
    console.print()
    console.print(f"[bold cyan]{title}[/]", highlight=False)
    width = max(cell_len(name) for name in lines)
    for name, line in lines.items():
        padding = " " * (width - cell_len(name))
        console.print(f"  [dim]{name}[/]{padding}  {line}", highlight=False, soft_wrap=True)


def heading(name: str, subtitle: str) -> None:
    """Print whose story this is."""
    console.print(Panel(Text(subtitle), title=f"[bold]{name}[/]", title_align="left", expand=False))
