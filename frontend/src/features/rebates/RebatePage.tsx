import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { Panel } from '@/console/parts/Panel';
import { Scroll } from '@/console/parts/Scroll';
import { RebatePageDocument } from '@/generated/graphql';
import type { RebatePageQuery } from '@/generated/graphql';
import { BusinessDate, Period } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { NextRebate } from '@/ui/words/NextRebate';
import { MeasureName, SettledByName } from '@/ui/words/RebateWords';
import { BandTable } from './BandTable';
import { Released } from './Released';
import './rebates.css';

type Rebate = NonNullable<RebatePageQuery['rebateAccrual']>;

/** What one distributor has accrued in one period, down to the order lines. */
export function RebatePage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({ query: RebatePageDocument, variables: { id } });
  const found = query[0].data?.rebateAccrual;
  return (
    <SubjectPage
      kind={<Trans>Rebate</Trans>}
      list={{ href: '/rebates', title: <Trans>Rebates</Trans> }}
      query={query}
      subject={found?.id === id ? found : null}
      missing={<Trans>There is no such rebate.</Trans>}
    >
      {(rebate) => (
        <Page title={`${rebate.distributor?.name ?? ''} · ${rebate.planName}`}>
          <div className="panels">
            <Panel title={<Trans>Accrued</Trans>}>
              <RebateFacts rebate={rebate} />
              <BandTable
                term={rebate.termCode}
                bands={rebate.bands}
                measure={rebate.measure}
                rate={rebate.rate}
              />
            </Panel>
            {rebate.credit && (
              <Released
                credit={rebate.credit}
                distributorId={rebate.distributor?.id ?? null}
                onDone={() => {
                  query[1]({ requestPolicy: 'network-only' });
                }}
              />
            )}
            <Panel title={<Trans>Purchases that count</Trans>}>
              <Purchases rebate={rebate} />
            </Panel>
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}

function RebateFacts({ rebate }: { rebate: Rebate }) {
  return (
    <Facts>
      <Fact label={<Trans>Accrued</Trans>}>
        <Money value={rebate.amount} size="large" />
      </Fact>
      <Fact label={<Trans>Rebate period</Trans>}>
        <Period start={rebate.ratedFrom} end={rebate.ratedUntil} />
      </Fact>
      <Fact label={<Trans>Counted through</Trans>}>
        <BusinessDate value={rebate.asOf} />
      </Fact>
      <Fact label={<Trans>Rule</Trans>}>
        {rebate.termCode} v{rebate.planVersion} · <MeasureName measure={rebate.measure} />
      </Fact>
      <Fact label={<Trans>Bought, without tax</Trans>}>
        <Money value={rebate.volume} />
      </Fact>
      {rebate.target && (
        <Fact label={<Trans>Target</Trans>}>
          <Money value={rebate.target} />
        </Fact>
      )}
      {rebate.yearBefore && (
        <Fact label={<Trans>The same period a year before</Trans>}>
          <Money value={rebate.yearBefore} />
        </Fact>
      )}
      {rebate.nextRate && (
        <Fact label={<Trans>To the next step</Trans>}>
          <NextRebate rebate={rebate} />
        </Fact>
      )}
      <Fact label={<Trans>Is given</Trans>}>
        <SettledByName by={rebate.settledBy} />
      </Fact>
    </Facts>
  );
}

function Purchases({ rebate }: { rebate: Rebate }) {
  const { t } = useLingui();
  return (
    <Scroll label={t`Purchases that count`}>
      <table className="rebate-bands">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Order line</Trans>
            </th>
            <th scope="col">
              <Trans>Billed on</Trans>
            </th>
            <th scope="col">
              <Trans>Bought</Trans>
            </th>
            <th scope="col">
              <Trans>Came back</Trans>
            </th>
            <th scope="col">
              <Trans>Counts</Trans>
            </th>
            <th scope="col">
              <Trans>Rate</Trans>
            </th>
            <th scope="col">
              <Trans>Rebate</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rebate.lines.nodes.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.order && <Link href={`/orders/${line.order.id}`}>{line.order.number}</Link>}
                <span className="t-soft t-block">{line.orderLine?.name}</span>
              </th>
              <td>
                <BusinessDate value={line.bookedOn} />
              </td>
              <td>
                <Money value={line.net} />
              </td>
              <td>
                <Money value={line.back} />
              </td>
              <td>
                <Money value={line.counted} />
              </td>
              <td>{line.rate ? <Rate value={line.rate} /> : '–'}</td>
              <td>
                <Money value={line.amount} trace={line.id} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rebate.lines.pageInfo.hasNextPage && (
        <p className="t-soft">
          <Trans>The last 100 purchases are shown; the API has all of them.</Trans>
        </p>
      )}
    </Scroll>
  );
}
