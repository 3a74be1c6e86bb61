import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ChoiceField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { ApproveRebateClaimDocument, RejectRebateClaimDocument } from '@/generated/graphql';
import type { DecidedRebateClaimFragment } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { DECIDING } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';
import { RoleNames } from '@/ui/words/RoleNames';

interface Props {
  claim: DecidedRebateClaimFragment;
  step: number;
  onMoved: () => void;
}

/** Agree at the step a claim stands at, or send it back with a reason. */
export function ClaimDeeds({ claim, step, onMoved }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [key] = useIdempotencyKey();
  const [reason, setReason] = useState('');
  const [to, setTo] = useState('0');
  const approving = useDeed(ApproveRebateClaimDocument, (data) => data.approveRebateClaim);
  const rejecting = useDeed(RejectRebateClaimDocument, (data) => data.rejectRebateClaim);
  const mayDecide = useHasRole(...DECIDING);
  if (!mayDecide) return null;
  const isLast = step === claim.steps.length;
  const earlier = claim.steps.slice(0, step - 1).map(({ position }) => ({
    value: String(position),
    label: t`To step ${position}`,
  }));

  const approve = async (): Promise<void> => {
    const input = { rebateClaimId: claim.id, step, idempotencyKey: key };
    if (!(await approving.run({ input }))) return;
    void message.success(
      isLast ? t`Approved: it can be used now.` : t`It goes on to the next step.`,
    );
    onMoved();
  };
  const reject = async (): Promise<void> => {
    const toStep = to === '0' ? null : Number(to);
    const input = { rebateClaimId: claim.id, step, toStep, reason: reason.trim() };
    if (await rejecting.run({ input })) onMoved();
  };
  return (
    <Panel
      title={
        <Trans>
          Step {step}: <RoleNames roles={[(claim.waitsFor ?? '').toLowerCase()]} />
        </Trans>
      }
    >
      <p>
        {isLast ? (
          <Trans>After this step the distributor can use what was claimed.</Trans>
        ) : (
          <Trans>Each step is agreed to by another person.</Trans>
        )}
      </p>
      <DeedFault fault={approving.fault ?? rejecting.fault} />
      <div className="claim-deeds">
        <Button
          type="primary"
          loading={approving.isBusy}
          onClick={() => {
            void approve();
          }}
        >
          <Trans>Agree</Trans>
        </Button>
        <Input.TextArea
          aria-label={t`What is to be mended`}
          placeholder={t`What is to be mended`}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        <ChoiceField
          label={t`Where it goes back to`}
          value={to}
          options={[{ value: '0', label: t`To the distributor` }, ...earlier]}
          onChange={setTo}
        />
        <Button
          danger
          disabled={reason.trim() === ''}
          loading={rejecting.isBusy}
          onClick={() => {
            void reject();
          }}
        >
          <Trans>Send back</Trans>
        </Button>
      </div>
    </Panel>
  );
}
