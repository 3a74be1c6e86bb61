import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import {
  ApprovePlanDraftDocument,
  DropPlanDraftDocument,
  ReturnPlanDraftDocument,
  SavePlanDraftDocument,
  SubmitPlanDraftDocument,
} from '@/generated/graphql';
import type { PlanDraftFieldsFragment } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { APPROVING_PLANS, PLANNING } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { documentOf } from './form';
import type { PlanForm } from './form';

/** How a plan that is being written is kept. */
export function useSaving() {
  const saving = useDeed(SavePlanDraftDocument, (data) => data.savePlanDraft);
  const save = (form: PlanForm) =>
    saving.run({
      input: {
        code: form.code.trim(),
        name: form.name.trim(),
        validFrom: form.validFrom,
        validUntil: form.validUntil === '' ? null : form.validUntil,
        document: JSON.stringify(documentOf(form)),
      },
    });
  return { saving, save };
}

interface WritingProps {
  draft: PlanDraftFieldsFragment | null;
  form: PlanForm;
  isFaulty: boolean;
  /** It was saved; nothing stands there any more once it was thrown away. */
  onSaved: (id: string | null) => void;
}

/** What whoever writes it can do: save it, hand it over, throw it away. */
export function WritingDeeds({ draft, form, isFaulty, onSaved }: WritingProps) {
  const { saving, save } = useSaving();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const submitting = useDeed(SubmitPlanDraftDocument, (data) => data.submitPlanDraft);
  const dropping = useDeed(DropPlanDraftDocument, (data) => data.dropPlanDraft);
  const mayPlan = useHasRole(...PLANNING);
  const code = form.code.trim();
  const isNamed = code !== '' && form.name.trim() !== '' && form.validFrom !== '';
  if (!mayPlan) return null;
  const keep = async (isGoing: boolean): Promise<void> => {
    const kept = await save(form);
    if (!kept) return;
    setFaults(kept.faults);
    if (isGoing && !(await submitting.run({ input: { code } }))) return;
    onSaved(kept.planDraft?.id ?? null);
  };
  return (
    <Panel title={<Trans>Next: hand it to a second person</Trans>}>
      {draft?.returnedBecause && (
        <p className="t-notice">
          <Trans>Given back: {draft.returnedBecause}</Trans>
        </p>
      )}
      <p>
        <Trans>
          A draft earns nobody anything. The owner or the finance director puts it in force, but
          never whoever changed it last.
        </Trans>
      </p>
      {faults.length > 0 && (
        <ul className="plan-faults" lang="en">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <DeedFault fault={saving.fault ?? submitting.fault ?? dropping.fault} />
      <div className="plan-deeds">
        <Button
          disabled={!isNamed}
          loading={saving.isBusy}
          onClick={() => {
            void keep(false);
          }}
        >
          <Trans>Save the draft</Trans>
        </Button>
        <Button
          type="primary"
          disabled={!isNamed || isFaulty}
          loading={submitting.isBusy}
          onClick={() => {
            void keep(true);
          }}
        >
          <Trans>Hand it over</Trans>
        </Button>
        {draft && (
          <Button
            danger
            loading={dropping.isBusy}
            onClick={async () => {
              if (await dropping.run({ input: { code } })) onSaved(null);
            }}
          >
            <Trans>Throw away</Trans>
          </Button>
        )}
      </div>
    </Panel>
  );
}

interface WaitingProps {
  draft: PlanDraftFieldsFragment;
  viewerId: string | null;
  onReturned: () => void;
  onApproved: () => void;
}

/** What the second person can do: put it in force, or give it back. */
export function WaitingDeeds({ draft, viewerId, onReturned, onApproved }: WaitingProps) {
  const { t } = useLingui();
  const [key, renew] = useIdempotencyKey();
  const [reason, setReason] = useState('');
  const approving = useDeed(ApprovePlanDraftDocument, (data) => data.approvePlanDraft);
  const returning = useDeed(ReturnPlanDraftDocument, (data) => data.returnPlanDraft);
  const mayApprove = useHasRole(...APPROVING_PLANS);
  const mayPlan = useHasRole(...PLANNING);
  const isOwn = draft.changedBy?.id === viewerId;
  const { code } = draft;
  const writer = draft.changedBy?.name ?? '';
  return (
    <Panel title={<Trans>Next: approval by another person</Trans>}>
      <p>
        <Trans>
          Changed last by {writer}, <Instant value={draft.changedAt} />. Approving puts exactly this
          in force from its first day on.
        </Trans>
      </p>
      {mayApprove && isOwn && (
        <p className="t-notice">
          <Trans>You changed it last, so somebody else has to approve it.</Trans>
        </p>
      )}
      <DeedFault fault={approving.fault ?? returning.fault} />
      <div className="plan-deeds">
        {mayApprove && !isOwn && (
          <Button
            type="primary"
            loading={approving.isBusy}
            onClick={async () => {
              const digest = draft.submittedSha256 ?? '';
              const done = await approving.run({ input: { code, digest, idempotencyKey: key } });
              if (done) onApproved();
              else renew();
            }}
          >
            <Trans>Approve and put in force</Trans>
          </Button>
        )}
        {mayPlan && (
          <>
            <Input
              aria-label={t`What is to be mended`}
              placeholder={t`What is to be mended`}
              maxLength={500}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
            <Button
              loading={returning.isBusy}
              onClick={async () => {
                if (await returning.run({ input: { code, reason } })) onReturned();
              }}
            >
              <Trans>Give it back</Trans>
            </Button>
          </>
        )}
      </div>
    </Panel>
  );
}
