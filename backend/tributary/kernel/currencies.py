"""ISO 4217: which currencies exist and how many decimals each one has."""

from collections.abc import Mapping
from typing import Final, NewType

Currency = NewType("Currency", str)
"""An active ISO 4217 alphabetic code, upper case."""

_CODES_BY_EXPONENT: Final = {
    0: ("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN "
        "BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD "
        "FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW "
        "KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR "
        "MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG "
        "SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD "
        "USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"
    ),
    3: ("BHD IQD JOD KWD LYD OMR TND"),
    4: ("CLF UYW"),
}

EXPONENTS: Final[Mapping[Currency, int]] = {
    Currency(code): exponent
    for exponent, codes in _CODES_BY_EXPONENT.items()
    for code in codes.split()
}
"""Decimals of each currency; bullion and test codes have none and are not currencies here."""


def currency(code: str) -> Currency:
    """Return the currency named by an upper-case ISO 4217 code.

    >>> currency("CNY")
    'CNY'
    """
    if code not in EXPONENTS:
        message = f"{code!r} is not an active ISO 4217 currency"
        raise ValueError(message)
    return Currency(code)
