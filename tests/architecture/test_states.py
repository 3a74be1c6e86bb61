from enum import Enum, StrEnum
from types import MappingProxyType

from scripts.states import DOCUMENT, drawing, drawn, machines


class DoorState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    GONE = "gone"


TABLE = MappingProxyType(
    {
        DoorState.OPEN: frozenset({DoorState.CLOSED}),
        DoorState.CLOSED: frozenset({DoorState.OPEN, DoorState.GONE}),
        DoorState.GONE: frozenset[DoorState](),
    }
)

DRAWING = """\
<!-- states:doors.DoorState -->
```mermaid
stateDiagram-v2
    [*] --> open
    open --> closed
    closed --> gone
    closed --> open
    gone --> [*]
```
<!-- /states -->
"""


def test_the_drawings_are_up_to_date() -> None:
    found = machines()
    text = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""

    assert drawn(text, found) == text, "run `make schema` and read the difference"


def test_every_state_has_its_row() -> None:
    for name, table in machines().items():
        states: list[Enum] = list(table)

        assert set(states) == set(type(states[0])), f"{name}: a state has no row"
        assert {way for ways in table.values() for way in ways} <= set(states), name


def test_a_table_is_drawn() -> None:
    assert drawing("doors.DoorState", TABLE) == DRAWING


def test_a_stale_drawing_is_redrawn_where_it_stands() -> None:
    stale = DRAWING.replace("    closed --> gone\n", "")
    text = f"# Doors\n\n{stale}\nThe end.\n"

    assert drawn(text, {"doors.DoorState": TABLE}) == f"# Doors\n\n{DRAWING}\nThe end.\n"


def test_a_new_table_is_drawn_at_the_end() -> None:
    assert drawn("# Doors\n", {"doors.DoorState": TABLE}) == f"# Doors\n\n## States\n\n{DRAWING}"


def test_a_drawing_without_a_table_goes() -> None:
    assert drawn(f"# Doors\n{DRAWING}", {}) == "# Doors\n"
