import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Panel } from '@/console/parts/Panel';
import { Scroll } from '@/console/parts/Scroll';
import type { RebatePageQuery } from '@/generated/graphql';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { RebateCreditFacts } from '@/ui/words/RebateCreditFacts';
import { RebateEntryName } from '@/ui/words/RebateEntryName';
import { GiveInCash } from './GiveInCash';
import { UndoUse } from './UndoUse';

interface Props {
  credit: NonNullable<NonNullable<RebatePageQuery['rebateAccrual']>['credit']>;
  distributorId: string | null;
  onDone: () => void;
}

/** What became of a rebate after its period, like an account, and what can be done with it. */
export function Released({ credit, distributorId, onDone }: Props) {
  const { t } = useLingui();
  return (
    <Panel title={<Trans>Released</Trans>}>
      <RebateCreditFacts credit={credit} />
      {distributorId && (
        <p>
          <GiveInCash credit={credit} distributorId={distributorId} onDone={onDone} />
        </p>
      )}
      <Scroll label={t`What happened to it`}>
        <table className="rebate-bands">
          <tbody>
            {credit.entries.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  <RebateEntryName entry={entry} /> <UndoUse entry={entry} onDone={onDone} />
                </th>
                <td>
                  <BusinessDate value={entry.bookedOn} />
                </td>
                <td>
                  <Money value={entry.amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {credit.claims.length > 0 && (
        <ul className="claim-history">
          {credit.claims.map((claim) => (
            <li key={claim.id}>
              <Link href={`/rebates/claims/${claim.id}`}>{claim.number}</Link>{' '}
              <Money value={claim.amount} /> <StateTag kind="rebateClaim" state={claim.state} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
