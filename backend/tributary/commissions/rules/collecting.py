"""What is earned by money received: the definition the SQL must agree with."""

from collections.abc import Sequence
from dataclasses import dataclass

from tributary.commissions.rules.rating import share_of
from tributary.kernel import Money


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an order was paid, and a line of it came back, after something happened."""

    collected: int
    """What of the buyer's open items for the order was closed by money, less what was opened
    again. Everything that closes an item is money but a credit note: goods that came back."""
    owed: int
    """What the buyer was billed for the order, less all its credit notes."""
    back: int = 0
    """How much of the line has come back, in the terms of `whole` of earned_by_cash."""


def collected_part(amount: int, standing: Standing) -> int:
    """Return the part of an amount that its order is paid for; all of it when nothing is owed.

    >>> collected_part(1000, Standing(collected=300, owed=900))
    333
    """
    if standing.owed <= 0:
        return amount
    return share_of(amount, min(max(standing.collected, 0), standing.owed), standing.owed)


def earned_by_cash(amount: Money, *, whole: int, standings: Sequence[Standing]) -> list[Money]:
    """Return what each thing that happened to an order adds to what one of its lines earned.

    What has been earned so far is always the part collected so far of what the bill would earn
    by then: cents cannot drift, a line paid in full has earned what its bill would, and when the
    money or the goods have gone back as a whole exactly nothing is left.

    Args:
        amount: what the line would earn by its bill.
        whole: what the line was sold for, or its quantity when it was sold for nothing.
        standings: how the order stood after each thing, in the order of the books.

    >>> paid = [Standing(300, 900), Standing(600, 900), Standing(900, 900), Standing(0, 900)]
    >>> [str(each) for each in earned_by_cash(Money(1000, "CNY"), whole=800, standings=paid)]
    ['3.33 CNY', '3.34 CNY', '3.33 CNY', '-10.00 CNY']
    """
    before = 0
    added: list[Money] = []
    for standing in standings:
        by_bill = amount.minor - share_of(amount.minor, standing.back, whole)
        due = collected_part(by_bill, standing)
        added.append(Money(due - before, amount.currency))
        before = due
    return added
