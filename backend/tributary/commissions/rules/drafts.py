"""A plan as somebody wrote it: read with all its faults, and told apart by its content."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import cast

from tributary.commissions.rules.documents import DocumentUnreadable, document_of, draft_of
from tributary.commissions.rules.plans import PlanDraft
from tributary.kernel import Refusal


class PlanInvalid(Refusal):
    """A plan contradicts itself or pays nothing.

    The message lists every fault; mend them and activate it again.
    """


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan as somebody wrote it, which may be at fault."""

    code: str
    name: str
    valid_from: date
    document: object
    """JSON as it was read; see PLAN_SCHEMA."""
    valid_until: date | None = None

    def read(self) -> PlanDraft:
        """Return what it says, whether or not that contradicts itself.

        Refuses:
            PlanInvalid: it has no code, or its document is none of a plan; every fault of its form.
        """
        if not self.code.strip():
            raise PlanInvalid("A plan has a code: what its versions have in common.")
        document: object = self.document
        if not isinstance(document, dict):
            raise PlanInvalid(f"Plan {self.code!r}: its document is no JSON object.")
        try:
            return draft_of(
                cast("dict[str, object]", document),
                code=self.code.strip(),
                name=self.name.strip(),
                valid_from=self.valid_from,
                valid_until=self.valid_until,
            )
        except DocumentUnreadable as unreadable:
            raise PlanInvalid(f"Plan {self.code!r}: {unreadable}.") from unreadable


def content_sha256(draft: PlanDraft) -> str:
    """Return the hash of everything a plan says, so that what is approved is what was shown."""
    content = {
        "code": draft.code,
        "name": draft.name,
        "valid_from": draft.valid_from.isoformat(),
        "valid_until": draft.valid_until and draft.valid_until.isoformat(),
        "document": document_of(draft),
    }
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
