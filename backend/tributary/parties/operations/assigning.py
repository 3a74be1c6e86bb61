"""Which distributors are given to which salespeople."""

from tributary import identity
from tributary.identity import Role
from tributary.kernel import DistributorId, Refusal, UserId
from tributary.parties.queries import UnknownDistributor
from tributary.platform import Work

ASSIGNERS = (Role.OWNER, Role.SALES_MANAGER)
"""Whoever says who looks after a distributor."""


class NotSalesperson(Refusal):
    """Assigned are given to people who have the role of a salesperson in the brand.

    Choose a salesperson, or give the person that role first.
    """


class AssignmentUnknown(Refusal):
    """The distributor is not given to this person.

    Load the distributor anew.
    """


async def assign_distributor(work: Work, *, distributor_id: DistributorId, user_id: UserId) -> None:
    """Give a distributor, with everybody below it, to a salesperson; twice is once.

    It counts from the salesperson's next request. A distributor may be given to several.

    Refuses:
        RoleMissing: whoever acts may not say who looks after it.
        UnknownDistributor: there is no such distributor.
        NotSalesperson: the person is no salesperson of the brand.
    """
    await identity.require_role(work, *ASSIGNERS)
    known = await work.rows(
        "SELECT 1 FROM parties WHERE brand_id = :brand AND id = :id AND kind = 'distributor'",
        brand=work.brand_id,
        id=distributor_id,
    )
    if not known:
        raise UnknownDistributor("There is no such distributor: choose another one.")
    roles = await identity.roles_of(work.session, work.brand_id, user_id)
    if Role.SALESPERSON not in roles:
        raise NotSalesperson("This person is no salesperson here: choose one, or give the role.")
    added = await work.run(
        """
        INSERT INTO sales_assignments (brand_id, distributor_id, user_id, since_at)
        VALUES (:brand, :distributor, :user, :now)
        ON CONFLICT (brand_id, user_id, distributor_id) WHERE until_at IS NULL DO NOTHING
        """,
        brand=work.brand_id,
        distributor=distributor_id,
        user=user_id,
        now=work.opened_at,
    )
    if added:
        await work.audit(
            "parties.assign_distributor",
            subject="distributor",
            subject_id=distributor_id,
            after={"user_id": user_id},
        )


async def unassign_distributor(
    work: Work, *, distributor_id: DistributorId, user_id: UserId
) -> None:
    """Take a distributor from a salesperson; that it was given stays written down.

    Refuses:
        RoleMissing: whoever acts may not say who looks after it.
        AssignmentUnknown: it is not given to the person.
    """
    await identity.require_role(work, *ASSIGNERS)
    ended = await work.run(
        """
        UPDATE sales_assignments SET until_at = greatest(since_at, :now)
        WHERE brand_id = :brand AND distributor_id = :distributor AND user_id = :user
          AND until_at IS NULL
        """,
        brand=work.brand_id,
        distributor=distributor_id,
        user=user_id,
        now=work.opened_at,
    )
    if not ended:
        raise AssignmentUnknown("It is not given to this person: load the distributor anew.")
    await work.audit(
        "parties.unassign_distributor",
        subject="distributor",
        subject_id=distributor_id,
        before={"user_id": user_id},
    )
