"""Reads of brands, of who may do what in them, and of who is signed in."""

from tributary.identity.queries.people import (
    Brand,
    Member,
    UnknownBrand,
    brand_by_slug,
    brand_ids,
    brand_of,
    members_of,
    roles_of,
)
from tributary.identity.queries.programs import (
    Bearer,
    Person,
    Program,
    TokenSeen,
    bearer_of,
    is_nonce_known,
    person_of,
    program_of,
    program_roles,
    programs_of,
    token_seen,
)
from tributary.identity.queries.sessions import (
    IDLE_MAX,
    SEEN_EVERY,
    SignedIn,
    passwords_set,
    viewer_of,
)

__all__ = [
    "IDLE_MAX",
    "SEEN_EVERY",
    "Bearer",
    "Brand",
    "Member",
    "Person",
    "Program",
    "SignedIn",
    "TokenSeen",
    "UnknownBrand",
    "bearer_of",
    "brand_by_slug",
    "brand_ids",
    "brand_of",
    "is_nonce_known",
    "members_of",
    "passwords_set",
    "person_of",
    "program_of",
    "program_roles",
    "programs_of",
    "roles_of",
    "token_seen",
    "viewer_of",
]
