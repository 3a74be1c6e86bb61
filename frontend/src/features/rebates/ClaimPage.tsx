import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { Panel } from '@/console/parts/Panel';
import { Scroll } from '@/console/parts/Scroll';
import { RebateClaimPageDocument } from '@/generated/graphql';
import type { DecidedRebateClaimFragment } from '@/generated/graphql';
import { Instant, Period } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { ClaimDeedName, ClaimWaiting } from '@/ui/words/ClaimWords';
import { RoleNames } from '@/ui/words/RoleNames';
import { ClaimDeeds } from './ClaimDeeds';
import { ClaimSnapshot } from './ClaimSnapshot';
import './rebates.css';

interface Props {
  claim: DecidedRebateClaimFragment;
}

/** One claim: what it follows from, who agreed, and what is to be decided now. */
export function ClaimPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: RebateClaimPageDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const [{ data }, ask] = query;
  const found = data?.rebateClaim;
  return (
    <SubjectPage
      kind={<Trans>Rebate claim</Trans>}
      list={{ href: '/rebates/claims', title: <Trans>Rebate claims</Trans> }}
      query={query}
      subject={found?.id === id ? found : null}
      missing={<Trans>There is no such claim.</Trans>}
    >
      {(claim) => (
        <Page
          title={
            <>
              {claim.number} <StateTag kind="rebateClaim" state={claim.state} />
            </>
          }
        >
          <div className="panels">
            <Panel title={<Trans>Claimed</Trans>}>
              <ClaimFacts claim={claim} />
            </Panel>
            {claim.state === 'OPEN' && claim.step !== null && (
              <ClaimDeeds
                key={`${String(claim.step)} ${String(claim.deeds.length)}`}
                claim={claim}
                step={claim.step}
                onMoved={() => {
                  ask({ requestPolicy: 'network-only' });
                }}
              />
            )}
            <Panel title={<Trans>Who has to agree</Trans>}>
              <Chain claim={claim} />
            </Panel>
            <Panel title={<Trans>What happened</Trans>}>
              <History claim={claim} />
            </Panel>
            <Panel title={<Trans>What it was computed from</Trans>}>
              <ClaimSnapshot snapshot={claim.snapshot} />
            </Panel>
            <Panel title={<Trans>Order lines</Trans>}>
              <Lines claim={claim} />
            </Panel>
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}

function ClaimFacts({ claim }: Props) {
  return (
    <Facts>
      <Fact label={<Trans>Claimed</Trans>}>
        <Money value={claim.amount} size="large" />
      </Fact>
      {claim.distributor && (
        <Fact label={<Trans>Distributor</Trans>}>
          {claim.distributor.name} <span className="t-soft">{claim.distributor.code}</span>
        </Fact>
      )}
      <Fact label={<Trans>Rebate</Trans>}>
        {claim.planName} · {claim.termCode} v{claim.planVersion}
      </Fact>
      <Fact label={<Trans>Rebate period</Trans>}>
        <Period start={claim.ratedFrom} end={claim.ratedUntil} />
      </Fact>
      <Fact label={<Trans>Claimed at</Trans>}>
        <Instant value={claim.claimedAt} /> <span className="t-soft">{claim.claimedBy?.name}</span>
      </Fact>
      {claim.note && <Fact label={<Trans>Note of the distributor</Trans>}>{claim.note}</Fact>}
      {claim.waitsFor && (
        <Fact label={<Trans>State</Trans>}>
          <ClaimWaiting waitsFor={claim.waitsFor} dueOn={claim.dueOn} overdueAt={claim.overdueAt} />
        </Fact>
      )}
    </Facts>
  );
}

function Chain({ claim }: Props) {
  return (
    <ol className="claim-chain">
      {claim.steps.map((step) => (
        <li key={step.position}>
          <RoleNames roles={[step.role.toLowerCase()]} />{' '}
          {step.decidedAt ? (
            <>
              <span className="t-tag t-tag-good">
                <Trans>Agreed</Trans>
              </span>{' '}
              {step.decidedBy?.name} <Instant value={step.decidedAt} />
              {step.decidedFor && (
                <span className="t-soft t-block">
                  <Trans>Standing in for {step.decidedFor.name}</Trans>
                </span>
              )}
            </>
          ) : (
            claim.step === step.position && (
              <span className="t-tag t-tag-warn">
                <Trans>Being decided</Trans>
              </span>
            )
          )}
        </li>
      ))}
    </ol>
  );
}

function History({ claim }: Props) {
  return (
    <ol className="claim-history" reversed>
      {claim.deeds.map((deed) => (
        <li key={deed.nth}>
          <ClaimDeedName kind={deed.kind} step={deed.step} toStep={deed.toStep} />{' '}
          <span className="t-soft">
            {deed.person?.name} <Instant value={deed.doneAt} />
          </span>
          {deed.reason && <span className="t-block">{deed.reason}</span>}
          {deed.insteadOf && (
            <span className="t-soft t-block">
              <Trans>Standing in for {deed.insteadOf.name}</Trans>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Lines({ claim }: Props) {
  const { t } = useLingui();
  return (
    <Scroll label={t`Order lines`}>
      <table className="rebate-bands">
        <tbody>
          {claim.lines.nodes.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.order && <Link href={`/orders/${line.order.id}`}>{line.order.number}</Link>}
                <span className="t-soft t-block">{line.orderLine?.name}</span>
              </th>
              <td>
                <Money value={line.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {claim.lines.pageInfo.hasNextPage && (
        <p className="t-soft">
          <Trans>The largest 100 are shown; the API has all of them.</Trans>
        </p>
      )}
    </Scroll>
  );
}
