"""What can be done to parties, their tree, their grades and their terms."""

from tributary.parties.operations.assigning import (
    ASSIGNERS,
    AssignmentUnknown,
    NotSalesperson,
    assign_distributor,
    unassign_distributor,
)
from tributary.parties.operations.registration import (
    ContactUnreachable,
    PartyCodeTaken,
    add_contact,
    open_brand,
    register_distributor,
    register_distributors,
    register_party,
)
from tributary.parties.operations.terms import TermsOverlap, set_terms
from tributary.parties.operations.tree import (
    GradeUnknown,
    LaterGradeExists,
    LaterMoveExists,
    TreeCycle,
    UplineJoinsLater,
    move_distributor,
    set_grade,
)
from tributary.parties.operations.zones import ZoneUnknown, set_time_zone

__all__ = [
    "ASSIGNERS",
    "AssignmentUnknown",
    "ContactUnreachable",
    "GradeUnknown",
    "LaterGradeExists",
    "LaterMoveExists",
    "NotSalesperson",
    "PartyCodeTaken",
    "TermsOverlap",
    "TreeCycle",
    "UplineJoinsLater",
    "ZoneUnknown",
    "add_contact",
    "assign_distributor",
    "move_distributor",
    "open_brand",
    "register_distributor",
    "register_distributors",
    "register_party",
    "set_grade",
    "set_terms",
    "set_time_zone",
    "unassign_distributor",
]
