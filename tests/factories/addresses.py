"""Where a database is, for what speaks TCP alone."""

from urllib.parse import parse_qs, urlsplit, urlunsplit


def over_tcp(url: str) -> str:
    """Return a URL of the embedded server that leads through its port, not through its socket."""
    parts = urlsplit(url)
    given = parse_qs(parts.query)
    if parts.hostname or "port" not in given:
        return url
    login = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{login}@127.0.0.1:{given['port'][0]}", query=""))
