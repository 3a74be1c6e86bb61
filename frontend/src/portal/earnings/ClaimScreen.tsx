import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Dialog, TextArea } from 'antd-mobile';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import {
  HandInMyClaimDocument,
  MyRebateClaimDocument,
  WithdrawMyClaimDocument,
} from '@/generated/graphql';
import type { MyRebateClaimQuery } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant, Period } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { ClaimDeedName, ClaimWaiting } from '@/ui/words/ClaimWords';
import { RoleNames } from '@/ui/words/RoleNames';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { RefusalNotice } from '../RefusalNotice';
import { Row, Rows } from '../Rows';
import { Screen } from '../Screen';
import './earnings.css';

type Claim = NonNullable<MyRebateClaimQuery['rebateClaim']>;

/** A claim of a rebate: who is asked, who agreed, and for which order lines. */
export function ClaimScreen() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: MyRebateClaimDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const [{ data }, ask] = query;
  const claim = data?.rebateClaim;
  const back = claim?.credit?.accrual
    ? `/earnings/rebates/${claim.credit.accrual.id}`
    : '/earnings?tab=rebates';
  return (
    <Screen title={claim?.number ?? <Trans>Rebate claim</Trans>} back={back}>
      <Loaded query={query}>
        {(answer) =>
          answer.rebateClaim ? (
            <div className="columns">
              <div>
                <Standing claim={answer.rebateClaim} />
                {answer.rebateClaim.distributor?.id.split(':')[1] ===
                  answer.viewer.distributor?.id.split(':')[1] && (
                  <Deeds
                    claim={answer.rebateClaim}
                    onMoved={() => {
                      ask({ requestPolicy: 'network-only' });
                    }}
                  />
                )}
              </div>
              <div>
                <Chain claim={answer.rebateClaim} />
                <Lines claim={answer.rebateClaim} />
              </div>
            </div>
          ) : (
            <EmptyState title={<Trans>There is no such claim.</Trans>} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Standing({ claim }: { claim: Claim }) {
  return (
    <Card>
      <div className="earned-sum">
        <Money value={claim.amount} size="large" tone="good" />
        <p className="t-soft">
          <StateTag kind="rebateClaim" state={claim.state} />{' '}
          <ClaimWaiting waitsFor={claim.waitsFor} dueOn={claim.dueOn} overdueAt={claim.overdueAt} />
        </p>
      </div>
      <Facts>
        <Fact label={<Trans>Rebate</Trans>}>{claim.planName}</Fact>
        <Fact label={<Trans>Rebate period</Trans>}>
          <Period start={claim.ratedFrom} end={claim.ratedUntil} />
        </Fact>
        <Fact label={<Trans>Claimed</Trans>}>
          <Instant value={claim.claimedAt} />
        </Fact>
        {claim.distributor && (
          <Fact label={<Trans>Distributor</Trans>}>{claim.distributor.name}</Fact>
        )}
        {claim.note && <Fact label={<Trans>Note to the brand</Trans>}>{claim.note}</Fact>}
      </Facts>
    </Card>
  );
}

function Deeds({ claim, onMoved }: { claim: Claim; onMoved: () => void }) {
  const { t } = useLingui();
  const [note, setNote] = useState('');
  const withdrawing = useDeed(WithdrawMyClaimDocument, (data) => data.withdrawRebateClaim);
  const handing = useDeed(HandInMyClaimDocument, (data) => data.handInRebateClaim);
  const isReturned = claim.state === 'RETURNED';
  if (claim.state !== 'OPEN' && !isReturned) return null;

  const withdraw = async (): Promise<void> => {
    const isSure = await Dialog.confirm({
      content: t`Withdraw this claim? Its order lines can be claimed again.`,
      confirmText: t`Withdraw`,
      cancelText: t`Cancel`,
    });
    if (isSure && (await withdrawing.run({ input: { rebateClaimId: claim.id } }))) onMoved();
  };
  return (
    <Card>
      <RefusalNotice fault={withdrawing.fault ?? handing.fault} />
      <div className="claim-note">
        {isReturned && (
          <>
            <p>
              <Trans>Given back: {claim.deeds[0]?.reason}</Trans>
            </p>
            <TextArea
              aria-label={t`What you say to it`}
              placeholder={t`What you say to it`}
              rows={2}
              maxLength={500}
              value={note}
              onChange={setNote}
            />
            <Button
              block
              color="primary"
              loading={handing.isBusy}
              onClick={async () => {
                const input = { rebateClaimId: claim.id, note: note.trim() };
                if (await handing.run({ input })) onMoved();
              }}
            >
              <Trans>Hand in again</Trans>
            </Button>
          </>
        )}
        <Button block fill="outline" loading={withdrawing.isBusy} onClick={withdraw}>
          <Trans>Withdraw</Trans>
        </Button>
      </div>
    </Card>
  );
}

function Chain({ claim }: { claim: Claim }) {
  return (
    <>
      <Card title={<Trans>Who has to agree</Trans>}>
        <Rows>
          {claim.steps.map((step) => (
            <Row
              key={step.position}
              title={
                <>
                  {step.position}. <RoleNames roles={[step.role.toLowerCase()]} />
                </>
              }
              note={step.decidedAt && <Instant value={step.decidedAt} />}
              end={
                step.decidedAt ? (
                  <span className="t-tag t-tag-good">
                    <Trans>Agreed</Trans>
                  </span>
                ) : (
                  claim.step === step.position && (
                    <span className="t-tag t-tag-warn">
                      <Trans>Being decided</Trans>
                    </span>
                  )
                )
              }
            />
          ))}
        </Rows>
      </Card>
      <Card title={<Trans>What happened</Trans>}>
        <Rows>
          {claim.deeds.map((deed) => (
            <Row
              key={deed.nth}
              title={<ClaimDeedName kind={deed.kind} step={deed.step} toStep={deed.toStep} />}
              note={
                <>
                  <Instant value={deed.doneAt} />
                  {deed.reason && <span className="t-block">{deed.reason}</span>}
                </>
              }
            />
          ))}
        </Rows>
      </Card>
    </>
  );
}

function Lines({ claim }: { claim: Claim }) {
  return (
    <Card title={<Trans>Order lines</Trans>}>
      <Rows>
        {claim.lines.nodes.map((line) => (
          <Row
            key={line.id}
            {...(line.order ? { href: `/orders/${line.order.id}` } : {})}
            title={line.orderLine?.name ?? line.order?.number}
            note={line.order?.number}
            end={<Money value={line.amount} tone="good" />}
          />
        ))}
      </Rows>
    </Card>
  );
}
