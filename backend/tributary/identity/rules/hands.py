"""Four eyes: what one person prepares, another one lets go."""

from collections.abc import Collection

from tributary.kernel import Refusal, UserId


class PersonMissing(Refusal):
    """Nobody in particular asks, and this needs a person who answers for it.

    Sign in, or name the person with --as.
    """


class SecondPersonMissing(Refusal):
    """Whoever prepared something cannot let it go too.

    Ask somebody else with the role to look at it and release or approve it.
    """


def require_second_person(maker_id: UserId, hands: Collection[UserId | None]) -> None:
    """Make sure that whoever lets something go, in person or on behalf, did not prepare it.

    Refuses:
        SecondPersonMissing: the maker is among them, or nobody is.
    """
    people = [hand for hand in hands if hand is not None]
    if not people or maker_id in people:
        raise SecondPersonMissing("A second person has to let go what the first one prepared.")
