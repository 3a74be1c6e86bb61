"""Brands, the people who work for them or for their distributors, and what each may do.

A brand is a tenant; a user is a person and belongs to no brand: memberships say which role the
person has in which brand, and for which distributor. The tables `brands` and `users` are the only
ones without `brand_id`. Always true: a slug names one brand, an e-mail address (lower-cased) one
user; a distributor's role names the distributor, a brand's role never does.
"""

from tributary.identity.operations import (
    BrandInvalid,
    PartyUnknown,
    RoleMissing,
    RoleTaken,
    SlugTaken,
    add_user,
    create_brand,
    require_role,
)
from tributary.identity.queries import (
    Brand,
    Member,
    UnknownBrand,
    brand_by_slug,
    brand_ids,
    brand_of,
    members_of,
    roles_of,
)
from tributary.identity.rules import (
    BRAND_ROLES,
    DISTRIBUTOR_ROLES,
    EmailUnreadable,
    LanguageUnknown,
    Role,
    RoleMismatch,
)

__all__ = [
    "BRAND_ROLES",
    "DISTRIBUTOR_ROLES",
    "Brand",
    "BrandInvalid",
    "EmailUnreadable",
    "LanguageUnknown",
    "Member",
    "PartyUnknown",
    "Role",
    "RoleMismatch",
    "RoleMissing",
    "RoleTaken",
    "SlugTaken",
    "UnknownBrand",
    "add_user",
    "brand_by_slug",
    "brand_ids",
    "brand_of",
    "create_brand",
    "members_of",
    "require_role",
    "roles_of",
]
