"""Random books: whatever is posted, debits equal credits and balances are sums."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.ledger import CNY, FIRST_DAY, make_transfer
from tests.ledger.conftest import Books
from tributary import ledger
from tributary.kernel import AccountId, Money, TransferId, new_id
from tributary.ledger import AccountKind, Balance, Phase, Transfer
from tributary.ledger.rules import Account

KINDS = (AccountKind.BANK, AccountKind.SALES, AccountKind.TAX_PAYABLE, AccountKind.PAYMENT_FEES)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["posted", "pending", "post", "void", "reverse", "again"]),
        st.permutations(range(len(KINDS))),
        st.integers(1, 10**12),
        st.integers(0, 30),
    ),
    max_size=25,
)


@dataclass(slots=True)
class Draft:
    """Transfers that fit together, and what they must add up to."""

    accounts: Sequence[AccountId]
    transfers: list[Transfer] = field(default_factory=list)
    pending: list[Transfer] = field(default_factory=list)
    posted: list[Transfer] = field(default_factory=list)

    def step(self, kind: str, places: Sequence[int], minor: int, pick: int) -> None:
        debit, credit = (self.accounts[place] for place in places[:2])
        fresh = make_transfer(debit, credit, Money(minor, CNY).decimal)
        if kind == "pending":
            pending = make_transfer(debit, credit, Money(minor, CNY).decimal, phase=Phase.PENDING)
            self.add(pending, self.pending)
        elif kind in {"post", "void"} and self.pending:
            reserved = self.pending.pop(pick % len(self.pending))
            part = Money(min(minor, reserved.amount.minor), CNY) if kind == "post" else None
            ending = reserved.settled_by(
                TransferId(new_id()), Phase(kind), booked_on=FIRST_DAY, amount=part
            )
            self.add(ending, self.posted if kind == "post" else [])
        elif kind == "reverse" and self.posted:
            target = self.posted.pop(pick % len(self.posted))
            self.add(target.reversed_by(TransferId(new_id()), booked_on=FIRST_DAY), self.posted)
        elif kind == "again" and self.transfers:
            self.transfers.append(self.transfers[pick % len(self.transfers)])
        else:
            self.add(fresh, self.posted)

    def add(self, transfer: Transfer, kept: list[Transfer]) -> None:
        self.transfers.append(transfer)
        kept.append(transfer)


def expected(transfers: Sequence[Transfer]) -> dict[AccountId, tuple[int, int, int, int]]:
    """Return debits, credits, pending debits and pending credits by account, added up in Python."""
    sums: dict[AccountId, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    by_id = {transfer.id: transfer for transfer in transfers}
    for transfer in by_id.values():
        moved = transfer.amount.minor if transfer.phase in {Phase.POSTED, Phase.POST} else 0
        reserved = transfer.amount.minor if transfer.phase is Phase.PENDING else 0
        if transfer.pending_id is not None:
            reserved = -by_id[transfer.pending_id].amount.minor
        for place, account in enumerate((transfer.debit, transfer.credit)):
            sums[account][place] += moved
            sums[account][place + 2] += reserved
    return {account: (a, b, c, d) for account, (a, b, c, d) in sums.items()}


def read(balance: Balance) -> tuple[int, int, int, int]:
    return (
        balance.debits.minor,
        balance.credits.minor,
        balance.pending_debits.minor,
        balance.pending_credits.minor,
    )


async def post_and_read(
    books: Books, batches: Sequence[Sequence[Transfer]], accounts: Sequence[Account]
) -> dict[AccountId, Balance]:
    """Open the accounts, post the batches, read the balances and take the postings back."""
    async with books.database.work(books.actor, now=books.clock()) as work:
        await ledger.open_accounts(work, accounts)
        async with work.session.begin_nested() as example:
            for batch in batches:
                await ledger.post(work, batch)
            ids = [account.id_in(books.brand_id) for account in accounts]
            found = await ledger.balances_of(work.session, books.brand_id, ids)
            await example.rollback()
    return found


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, cut=st.integers(0, 25))
async def test_balances_are_what_the_transfers_add_up_to(
    books: Books, steps: Sequence[tuple[str, Sequence[int], int, int]], cut: int
) -> None:
    accounts = [Account(books.brand_id, kind, None, CNY) for kind in KINDS]
    draft = Draft([account.id_in(books.brand_id) for account in accounts])
    for step in steps:
        draft.step(*step)

    batches = (draft.transfers[:cut], draft.transfers[cut:])
    found = await post_and_read(books, batches, accounts)

    sums = expected(draft.transfers)
    assert {each: read(balance) for each, balance in found.items() if any(read(balance))} == {
        account: four for account, four in sums.items() if any(four)
    }
    assert sum(balance.on_debit.minor for balance in found.values()) == 0
