"""Asking Tributary as a program: a token by client credentials, and patience."""

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

log = logging.getLogger(__name__)

ATTEMPTS: Final = 5
EARLY_SECONDS: Final = 30.0
PAGE: Final = 50
BUSY: Final = frozenset({429, 502, 503, 504})

Json = dict[str, Any]


class Declined(Exception):
    """What was asked is not done; `code` is one of docs/graphql.md or schema/refusals.md."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


@dataclass
class Graph:
    """One program at one brand's site."""

    site: str
    client_id: str
    secret: str
    scope: str
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))
    _token: str = ""
    _until: float = 0.0

    def ask(self, document: str, **variables: object) -> Json:
        """Return the data of an answer.

        A mutation is sent again when it is not known what became of it: give it an idempotency
        key, unless it is one that can be repeated by its nature, such as importOrders.

        Raises:
            Declined: the document, a role or a scope does not allow it.
        """
        told: Json = self._sent(
            "POST", "/graphql", json={"query": document, "variables": variables}
        ).json()
        for error in told.get("errors", ()):
            raise Declined(error.get("extensions", {}).get("code", ""), error["message"])
        data: Json = told["data"]
        return data

    def do(self, document: str, **variables: object) -> Json:
        """Return what the only mutation of a document answers.

        Raises:
            Declined: it is refused.
        """
        (done,) = self.ask(document, **variables).values()
        if done["__typename"] == "Refused":
            raise Declined(done["code"], done["message"])
        result: Json = done
        return result

    def pages(self, document: str, field_name: str, **variables: object) -> Iterator[list[Json]]:
        """Return the rows of a connection, a page at a time; the document takes first and after."""
        after: str | None = None
        while True:
            found = self.ask(document, first=PAGE, after=after, **variables)[field_name]
            yield found["nodes"]
            if not found["pageInfo"]["hasNextPage"]:
                return
            after = found["pageInfo"]["endCursor"]

    def upload(self, name: str, content: bytes, media_type: str) -> str:
        """Send a file, and return the id it was given."""
        headers = {"content-type": media_type}
        answer = self._sent(
            "POST", "/uploads", params={"name": name}, content=content, headers=headers
        )
        if answer.status_code != httpx.codes.CREATED:
            raise Declined(str(answer.status_code), answer.text)
        upload_id: str = answer.json()["uploadId"]
        return upload_id

    def _sent(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,  # noqa: ANN401
    ) -> httpx.Response:
        for attempt in range(1, ATTEMPTS + 1):
            shown = {**(headers or {}), "authorization": f"Bearer {self._good_token()}"}
            try:
                answer = self.http.request(method, self.site + path, headers=shown, **more)
            except httpx.TransportError as broken:
                if attempt == ATTEMPTS:
                    raise
                log.warning("no answer (%s), attempt %d", broken, attempt)
                time.sleep(attempt)
                continue
            if answer.status_code == httpx.codes.UNAUTHORIZED:
                self._until = 0.0
            elif answer.status_code in BUSY:
                log.warning("the site is busy (%d), attempt %d", answer.status_code, attempt)
                time.sleep(float(answer.headers.get("retry-after", attempt)))
            else:
                return answer
        raise Declined(str(answer.status_code), "The site does not take the request.")

    def _good_token(self) -> str:
        if time.monotonic() >= self._until:
            answer = self.http.post(
                f"{self.site}/oauth/token",
                data={"grant_type": "client_credentials", "scope": self.scope},
                auth=(self.client_id, self.secret),
            )
            answer.raise_for_status()
            told = answer.json()
            self._token = told["access_token"]
            self._until = time.monotonic() + told["expires_in"] - EARLY_SECONDS
        return self._token
