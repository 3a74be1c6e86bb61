"""Human document numbers, such as ST-2026-000123."""


def document_number(series: str, ordinal: int) -> str:
    """Write the number that follows from a series and a place in it.

    >>> document_number("ST-2026", 123)
    'ST-2026-000123'
    """
    if ordinal < 1:
        message = f"documents are numbered from 1, not {ordinal}"
        raise ValueError(message)
    return f"{series}-{ordinal:06d}"
