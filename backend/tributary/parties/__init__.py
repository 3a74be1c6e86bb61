"""Who the brand deals with: distributors in a tree over time, acquirers, providers, and terms.

The brand's own party has the brand's id and is the topmost ancestor of everybody. The tree is
true for periods: `tree_edges` says who stood directly above a distributor, `tree_paths` is its
closure with everybody's self at depth 0, so the level of a distributor on a day is its depth below
the brand. Always true: one upline and one grade per distributor and day, no cycles, the closure is
what the edges say on every day. A move, a grade or terms begin after the last one; what was true
stays written. `register_distributors` takes ten thousand at once.
"""

from tributary.parties.operations import (
    ContactUnreachable,
    LaterGradeExists,
    LaterMoveExists,
    TermsOverlap,
    TreeCycle,
    UplineJoinsLater,
    add_contact,
    move_distributor,
    open_brand,
    register_distributor,
    register_distributors,
    register_party,
    set_grade,
    set_terms,
)
from tributary.parties.queries import (
    INVARIANTS,
    Link,
    Party,
    UnknownDistributor,
    UnknownParty,
    ancestors_on,
    by_code,
    chain,
    descendants_on,
    distributor_by_code,
    grade_on,
    level_on,
    party_of,
    terms_on,
)
from tributary.parties.rules import (
    BRAND_CODE,
    DAWN,
    DistributorDraft,
    PartyInvalid,
    PartyKind,
    StartEvent,
    Terms,
    TermsInvalid,
    TermsRule,
    due_on,
    party_id_of,
)

__all__ = [
    "BRAND_CODE",
    "DAWN",
    "INVARIANTS",
    "ContactUnreachable",
    "DistributorDraft",
    "LaterGradeExists",
    "LaterMoveExists",
    "Link",
    "Party",
    "PartyInvalid",
    "PartyKind",
    "StartEvent",
    "Terms",
    "TermsInvalid",
    "TermsOverlap",
    "TermsRule",
    "TreeCycle",
    "UnknownDistributor",
    "UnknownParty",
    "UplineJoinsLater",
    "add_contact",
    "ancestors_on",
    "by_code",
    "chain",
    "descendants_on",
    "distributor_by_code",
    "due_on",
    "grade_on",
    "level_on",
    "move_distributor",
    "open_brand",
    "party_id_of",
    "party_of",
    "register_distributor",
    "register_distributors",
    "register_party",
    "set_grade",
    "set_terms",
    "terms_on",
]
