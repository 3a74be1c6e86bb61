"""How a row stands to whoever asks, in words that a policy can be written in."""

from enum import Enum


class Relation(Enum):
    """Whose row it is, as seen by the viewer; the tree is the one of today."""

    SELF = "of one's own distributor"
    OWES = "of the one directly below, towards one's own distributor: what it owes it"
    CHILD = "of one directly below, towards anybody else"
    DESCENDANT = "of one further below"
    ANCESTOR = "of one above"
    OTHER = "of any other distributor of the brand: siblings, and those below them"
    GIVEN = "of a distributor that is given to the salesperson"
    BELOW_GIVEN = "of one below a distributor that is given"
    NOT_GIVEN = "of any other distributor"
    PUBLIC = "of the brand, for everybody in it: products, grades, plans"
    HOUSE = "of the brand, for its own people"
    PERSON = "of the person who asks"
    COLLEAGUE = "of a person of the brand"
    EARNABLE = "a rate or a term by which one of one's own distributors, or one below it, can earn"


BRANCH_RELATIONS = frozenset(
    {
        Relation.SELF,
        Relation.OWES,
        Relation.CHILD,
        Relation.DESCENDANT,
        Relation.ANCESTOR,
        Relation.OTHER,
    }
)
"""What a row of some distributor can be to a distributor's people."""

SALES_RELATIONS = frozenset({Relation.GIVEN, Relation.BELOW_GIVEN, Relation.NOT_GIVEN})
"""What a row of some distributor can be to a salesperson."""

BRAND_RELATIONS = frozenset(Relation) - BRANCH_RELATIONS - SALES_RELATIONS
"""What a row that is no distributor's can be."""

AT_AND_BELOW = frozenset({Relation.SELF, Relation.OWES, Relation.CHILD, Relation.DESCENDANT})
"""A level sees its own margins and those below it, and never one above."""
