import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { MyRebateDocument, MyRebateLinesDocument } from '@/generated/graphql';
import type { MyRebateQuery, RebateLineFactsFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate, Instant, Period } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { StateTag } from '@/ui/StateTag';
import { NextRebate } from '@/ui/words/NextRebate';
import { RebateCreditFacts } from '@/ui/words/RebateCreditFacts';
import { RebateEntryName } from '@/ui/words/RebateEntryName';
import { BandPays, BandSpan, MeasureName, SettledByName } from '@/ui/words/RebateWords';
import { Card } from '../Card';
import { Endless } from '../Endless';
import { Loaded } from '../Loaded';
import { Row, Rows } from '../Rows';
import { Screen } from '../Screen';

type Rebate = NonNullable<MyRebateQuery['rebateAccrual']>;

/** A rebate with its calculation: what counts, which step holds, and every purchase. */
export function RebateScreen() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: MyRebateDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const rebate = query[0].data?.rebateAccrual;
  return (
    <Screen title={rebate?.planName ?? <Trans>Rebate</Trans>} back="/earnings?tab=rebates">
      <Loaded query={query}>
        {(answer) =>
          answer.rebateAccrual ? (
            <div className="columns">
              <div>
                <Released
                  rebate={answer.rebateAccrual}
                  isMine={
                    answer.rebateAccrual.distributor?.id.split(':')[1] ===
                    answer.viewer.distributor?.id.split(':')[1]
                  }
                />
                <Calculation rebate={answer.rebateAccrual} />
              </div>
              <Card title={<Trans>Purchases that count</Trans>}>
                <Endless
                  document={MyRebateLinesDocument}
                  variables={{ id }}
                  connection={(page) => page.rebateAccrual?.lines}
                  row={(line) => <PurchaseRow key={line.id} line={line} />}
                  empty={<EmptyState title={<Trans>Nothing has been bought.</Trans>} />}
                />
              </Card>
            </div>
          ) : (
            <EmptyState title={<Trans>There is no such rebate.</Trans>} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Released({ rebate, isMine }: { rebate: Rebate; isMine: boolean }) {
  const { id, credit } = rebate;
  if (!credit) return null;
  return (
    <Card title={<Trans>Released</Trans>}>
      <RebateCreditFacts credit={credit} />
      {isMine && credit.toClaim.length > 0 && (
        <div className="claim-note">
          <Link className="claim-link" href={`/earnings/rebates/${id}/claim`}>
            <Trans>Claim this rebate</Trans>
          </Link>
        </div>
      )}
      {credit.claims.length > 0 && (
        <Rows>
          {credit.claims.map((claim) => (
            <Row
              key={claim.id}
              href={`/earnings/claims/${claim.id}`}
              title={claim.number}
              note={<Instant value={claim.claimedAt} />}
              end={<Money value={claim.amount} />}
              endNote={<StateTag kind="rebateClaim" state={claim.state} />}
            />
          ))}
        </Rows>
      )}
      <Rows>
        {credit.entries.map((entry) => (
          <Row
            key={entry.id}
            title={<RebateEntryName entry={entry} />}
            note={<BusinessDate value={entry.bookedOn} />}
            end={<Money value={entry.amount} />}
          />
        ))}
      </Rows>
    </Card>
  );
}

function Calculation({ rebate }: { rebate: Rebate }) {
  const { measure } = rebate;
  return (
    <div>
      <Card>
        <div className="earned-sum">
          <Money value={rebate.amount} size="large" tone="good" />
          <p className="t-soft">
            <NextRebate rebate={rebate} />
          </p>
        </div>
        <Facts>
          <Fact label={<Trans>Rebate period</Trans>}>
            <Period start={rebate.ratedFrom} end={rebate.ratedUntil} />
          </Fact>
          <Fact label={<Trans>Counted through</Trans>}>
            <BusinessDate value={rebate.asOf} />
          </Fact>
          <Fact label={<Trans>Bought, without tax</Trans>}>
            <Money value={rebate.volume} />
          </Fact>
          {measure === 'UNITS' && <Fact label={<Trans>Units</Trans>}>{rebate.units}</Fact>}
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
          <Fact label={<Trans>Is given</Trans>}>
            <SettledByName by={rebate.settledBy} />
          </Fact>
        </Facts>
      </Card>
      <Card title={<Trans>Steps</Trans>}>
        <Rows>
          {rebate.bands.map((band) => (
            <Row
              key={band.id}
              title={<BandSpan band={band} measure={measure} />}
              note={rebate.rate === band.rate && <Trans>Reached</Trans>}
              end={<BandPays band={band} />}
            />
          ))}
        </Rows>
        <p className="t-soft earned-note">
          <MeasureName measure={measure} />
          {': '}
          {rebate.tiers === 'MARGINAL' ? (
            <Trans>each step pays for what lies in it.</Trans>
          ) : (
            <Trans>the step that is reached pays for everything.</Trans>
          )}
        </p>
      </Card>
    </div>
  );
}

function PurchaseRow({ line }: { line: RebateLineFactsFragment }) {
  return (
    <Row
      trace={line.id}
      title={line.orderLine?.name ?? line.order?.number}
      note={
        <>
          <BusinessDate value={line.bookedOn} />
          {line.daysToPay !== null && (
            <>
              {' · '}
              <Trans>paid in {line.daysToPay} days</Trans>
            </>
          )}
          <span className="row-formula">
            <Money value={line.counted} />
            {line.rate && (
              <>
                {' × '}
                <Rate value={line.rate} />
              </>
            )}
            {!isZero(line.back) && (
              <>
                {' · '}
                <Trans>
                  came back: <Money value={line.back} />
                </Trans>
              </>
            )}
          </span>
        </>
      }
      end={<Money value={line.amount} tone="good" />}
      endNote={line.order?.number}
    />
  );
}
