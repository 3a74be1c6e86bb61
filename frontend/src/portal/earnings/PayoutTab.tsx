import { Trans } from '@lingui/react/macro';
import { MyPayoutsDocument } from '@/generated/graphql';
import type { MyEarningsQuery } from '@/generated/graphql';
import { BankAccount } from '@/ui/bank/BankAccount';
import { Instant } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { Card } from '../Card';
import { Endless } from '../Endless';
import { Row, Rows } from '../Rows';

type Accounts = NonNullable<MyEarningsQuery['viewer']['distributor']>['payeeAccounts'];

/** What was paid out, and to which account. */
export function PayoutTab({ accounts }: { accounts: Accounts }) {
  return (
    <>
      <Card title={<Trans>Paid to</Trans>}>
        {accounts.length === 0 ? (
          <EmptyState
            title={<Trans>There is no account yet.</Trans>}
            hint={<Trans>Tell the brand where you want to be paid.</Trans>}
          />
        ) : (
          <Rows>
            {accounts.map((account) => (
              <Row
                key={account.id}
                title={<BankAccount id={account.id} end={account.providerAccount} />}
                note={account.holdReason ?? account.rail}
                end={account.currency}
                endNote={<StateTag kind="payeeAccount" state={account.state} />}
              />
            ))}
          </Rows>
        )}
      </Card>
      <Card title={<Trans>Payouts</Trans>}>
        <Endless
          document={MyPayoutsDocument}
          variables={{}}
          connection={(answer) => answer.viewer.distributor?.payouts}
          row={(payout) => (
            <Row
              key={payout.id}
              trace={payout.id}
              title={<Instant value={payout.resolvedAt ?? payout.createdAt} />}
              note={payout.failure ?? payout.destination}
              end={<Money value={payout.amount} />}
              endNote={<StateTag kind="payout" state={payout.state} />}
            />
          )}
          empty={
            <EmptyState
              title={<Trans>Nothing has been paid out yet.</Trans>}
              hint={<Trans>The brand pays out commission after a month is settled.</Trans>}
            />
          }
        />
      </Card>
    </>
  );
}
