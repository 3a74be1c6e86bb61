import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { MyEarningsDocument } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { Money } from '@/ui/Money';
import { HeldNote } from './HeldNote';
import { Choices } from '../Choices';
import { Loaded } from '../Loaded';
import { Screen } from '../Screen';
import { CommissionTab } from './CommissionTab';
import { PayoutTab } from './PayoutTab';
import { RebateTab } from './RebateTab';
import './earnings.css';

type Tab = 'commission' | 'rebates' | 'payouts';

const tabOf = (text: string | null): Tab =>
  text === 'payouts' || text === 'rebates' ? text : 'commission';

/** What I earned and how it was computed, what was paid out and where to. */
export function Earnings() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const tab = tabOf(params.get('tab'));
  const query = useQuery({ query: MyEarningsDocument });
  return (
    <Screen title={<Trans>Earnings</Trans>}>
      <Loaded query={query}>
        {({ viewer }) => (
          <>
            <div className="earned">
              {viewer.distributor?.positions.map((one) => (
                <section key={one.currency} className="card">
                  <p className="t-soft">
                    <Trans>Earned and not paid out yet</Trans>
                  </p>
                  <Money value={one.earned} size="large" tone="good" />
                  {!isZero(one.reserved) && (
                    <p className="t-soft">
                      <Trans>of it being paid out</Trans> <Money value={one.reserved} />
                    </p>
                  )}
                  <HeldNote position={one} />
                </section>
              ))}
            </div>
            <div className="filters">
              <Choices<Tab>
                label={t`What to show`}
                value={tab}
                choices={[
                  ['commission', t`Commission`],
                  ['rebates', t`Rebates`],
                  ['payouts', t`Payouts`],
                ]}
                onChange={(value) => {
                  setParams(value === 'commission' ? {} : { tab: value });
                }}
              />
            </div>
            {tab === 'commission' && <CommissionTab today={viewer.today} />}
            {tab === 'rebates' && <RebateTab />}
            {tab === 'payouts' && <PayoutTab accounts={viewer.distributor?.payeeAccounts ?? []} />}
          </>
        )}
      </Loaded>
    </Screen>
  );
}
