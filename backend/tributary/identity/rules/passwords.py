"""Which passwords are taken: long enough to be slow to guess, and none of those guessed first."""

import re
import unicodedata
from typing import Final

from tributary.kernel import Refusal

PASSWORD_MIN: Final = 12
PASSWORD_MAX: Final = 128
DISTINCT_MIN: Final = 5

_WORDS: Final = """
    0123456789 1234567890 123456789 12345678 123456 987654321 0987654321 1q2w3e4r 1q2w3e4r5t
    1qaz2wsx 1qaz2wsx3edc zaq12wsx qazwsx qazwsxedc qwerty qwertyui qwertyuiop qwertyuiopasdfghjkl
    asdfghjkl zxcvbnm abc abcd abcdef abcdefg abcdefgh abcdefghijkl aabbcc password passwort passwd
    mypassword thisismypassword passwordpassword letmein letmeinplease welcome welcomehome iloveyou
    iloveyousomuch sunshine princess football baseball superman batman dragon monkey monkeymonkey
    trustno master shadow michael jordan hunter starwars whatever computer internet administrator
    admin adminadmin administration root rootroot toor changeme changemenow changeit default secret
    topsecret mysecret test testtest testing testpassword guest user username login company
    correcthorsebatterystaple woaini woainiwoaini wodemima mima zhongguo beijing shanghai
    nihao nihaonihao tributary tributarytributary distributor settlement
    """
_COMMON: Final = frozenset(_WORDS.split())
"""What remains of common passwords when digits and signs around them are taken away, too."""

_AROUND: Final = re.compile(r"^[\d\W_]+|[\d\W_]+$")
_LETTERS: Final = str.maketrans("@4301$5!7", "aaeoissit")


class PasswordUnsuitable(Refusal):
    """The password is too short, too long, or among those that are guessed first.

    Choose 12 to 128 characters that are no common password, such as four unrelated words.
    """


def normal(password: str) -> str:
    """Return a password as it is hashed: the same text from any keyboard."""
    return unicodedata.normalize("NFKC", password)


def require_password(password: str, *, email: str, name: str) -> None:
    """Make sure that a password is worth hashing.

    Args:
        password: what was chosen.
        email: the address of whose password it is; it may not be the password.
        name: the name of that person, likewise.

    Refuses:
        PasswordUnsuitable: it is too short, too long, or easy to guess.
    """
    text = normal(password)
    if not PASSWORD_MIN <= len(text) <= PASSWORD_MAX:
        raise PasswordUnsuitable(
            f"The password has {len(text)} characters: "
            f"choose {PASSWORD_MIN} to {PASSWORD_MAX} of them."
        )
    lower = text.lower()
    own = {email.lower(), email.lower().partition("@")[0], name.lower()}
    if len(set(lower)) < DISTINCT_MIN or _is_guessed_first(lower) or _bare(lower) in own | {""}:
        raise PasswordUnsuitable(
            "This password is among those guessed first: choose another, such as four "
            "unrelated words."
        )


def _is_guessed_first(text: str) -> bool:
    """Tell whether a text is a common password, perhaps repeated or with signs around it.

    >>> given = ("password2026!", "qwertyqwerty", "p4ssw0rd!!!!", "lantern tide orchard nine")
    >>> [_is_guessed_first(text) for text in given]
    [True, True, True, False]
    """
    forms = {text, _bare(text), _bare(text.translate(_LETTERS)), _bare(text).translate(_LETTERS)}
    return any(form in _COMMON or _repeated(form) in _COMMON for form in forms)


def _bare(text: str) -> str:
    return _AROUND.sub("", text)


def _repeated(text: str) -> str:
    """Return what a text repeats, or the text itself."""
    place = (text + text).find(text, 1)
    return text[:place] if text else text
