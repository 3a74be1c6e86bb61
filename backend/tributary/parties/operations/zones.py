"""Say where a distributor's people are, where that is not where the brand is."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tributary.kernel import PartyId, Refusal
from tributary.parties.queries import party_of
from tributary.platform import Work


class ZoneUnknown(Refusal):
    """There is no time zone of this name.

    Write it as the IANA database does, such as Asia/Urumqi; or name none for the brand's.
    """


async def set_time_zone(work: Work, *, party_id: PartyId, time_zone: str | None) -> None:
    """Say in which time zone a distributor reads its letters; business days stay the brand's.

    Args:
        work: the work of somebody of the brand.
        party_id: which distributor.
        time_zone: its IANA name; None for the zone of the brand.

    Refuses:
        UnknownParty: there is no such party.
        ZoneUnknown: there is no zone of this name.
    """
    party = await party_of(work.session, work.brand_id, party_id)
    if time_zone is not None:
        try:
            ZoneInfo(time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise ZoneUnknown(
                f"{time_zone!r} is no time zone: write it as Asia/Urumqi, for instance."
            ) from unknown
    (before,) = await work.rows(
        "SELECT time_zone FROM parties WHERE brand_id = :brand AND id = :party FOR UPDATE",
        brand=work.brand_id,
        party=party_id,
    )
    await work.run(
        "UPDATE parties SET time_zone = :zone WHERE brand_id = :brand AND id = :party",
        brand=work.brand_id,
        party=party_id,
        zone=time_zone,
    )
    await work.audit(
        "parties.set_time_zone",
        subject="distributor",
        subject_id=party.id,
        before={"time_zone": before.time_zone},
        after={"time_zone": time_zone},
    )
    work.tell("distributor", party.id)
