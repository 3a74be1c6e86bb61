import { Trans } from '@lingui/react/macro';
import { Panel } from '@/console/parts/Panel';
import { isZero } from '@/lib/money';
import { BankAccount } from '@/ui/bank/BankAccount';
import { BusinessDate } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import type { Account } from './MoneyPanels';

/** What it owes and has earned by the ledger, and where it is paid. */
export function Positions({ account }: { account: Account }) {
  return (
    <Panel title={<Trans>Balance</Trans>}>
      <Facts>
        {account.positions.map((position) => (
          <Balance key={position.currency} position={position} />
        ))}
        {account.payeeAccounts.map((payee) => (
          <Fact
            key={payee.id}
            label={
              <Trans>
                Paid by {payee.rail} in {payee.currency}
              </Trans>
            }
          >
            {payee.providerAccount && (
              <span className="t-block">
                <BankAccount id={payee.id} end={payee.providerAccount} />
              </span>
            )}
            <StateTag kind="payeeAccount" state={payee.state} />
            {payee.holdReason && <span className="t-block t-soft">{payee.holdReason}</span>}
          </Fact>
        ))}
      </Facts>
      {account.positions.length === 0 && (
        <p className="t-soft">
          <Trans>Nothing has been booked yet.</Trans>
        </p>
      )}
    </Panel>
  );
}

function Balance({ position }: { position: Account['positions'][number] }) {
  return (
    <>
      <Fact label={<Trans>Owes the brand</Trans>}>
        <Money value={position.owed} tone={isZero(position.owed) ? 'soft' : 'plain'} />
      </Fact>
      <Fact label={<Trans>Commission to be paid out</Trans>}>
        <Money value={position.earned} />
      </Fact>
      {!isZero(position.reserved) && (
        <Fact label={<Trans>Of it on its way</Trans>}>
          <Money value={position.reserved} />
        </Fact>
      )}
      {!isZero(position.held) && position.heldUntil && (
        <Fact label={<Trans>Of it on hold</Trans>}>
          <Money value={position.held} />
          <span className="t-block t-soft">
            <Trans>
              the first of it until <BusinessDate value={position.heldUntil} />
            </Trans>
          </span>
        </Fact>
      )}
    </>
  );
}
