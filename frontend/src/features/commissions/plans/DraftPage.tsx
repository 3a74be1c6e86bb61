import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation, useParams, useSearch } from 'wouter';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { CommissionPlansDocument, PlanDraftPageDocument } from '@/generated/graphql';
import type { PlanDraftFieldsFragment } from '@/generated/graphql';
import { WaitingDeeds, WritingDeeds } from './DraftDeeds';
import { PlanBuilder } from './PlanBuilder';
import { PlanHistory } from './PlanHistory';
import { faultsOf } from './faults';
import { EMPTY_PLAN, formOf } from './form';
import type { PlanForm } from './form';

/** A draft: written by one person, put in force by another. */
export function DraftPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({ query: PlanDraftPageDocument, variables: { id } });
  const [{ data }, ask] = query;
  const draft = data?.commissionPlanDraft?.id === id ? data.commissionPlanDraft : null;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <SubjectPage
      kind={<Trans>Draft of a plan</Trans>}
      list={{ href: '/commissions/plans/drafts', title: <Trans>Drafts of plans</Trans> }}
      query={query}
      subject={draft}
      missing={<Trans>There is no such draft: it was put in force or thrown away.</Trans>}
    >
      {(draft) => (
        <Draft
          key={`${draft.changedAt} ${draft.submittedAt ?? ''}`}
          draft={draft}
          viewerId={data?.viewer.user?.id ?? null}
          onChange={again}
        />
      )}
    </SubjectPage>
  );
}

interface DraftProps {
  draft: PlanDraftFieldsFragment;
  viewerId: string | null;
  onChange: () => void;
}

function Draft({ draft, viewerId, onChange }: DraftProps) {
  const [form, setForm] = useState<PlanForm>(() => formOf(draft));
  const [, go] = useLocation();
  const isWaiting = draft.submittedAt !== null;
  return (
    <Page
      title={
        <>
          {draft.name} <span className="t-soft">{draft.code}</span>{' '}
          <span className={isWaiting ? 't-tag t-tag-warn' : 't-tag t-tag-soft'}>
            {isWaiting ? <Trans>Waits for approval</Trans> : <Trans>Draft</Trans>}
          </span>
        </>
      }
    >
      <PlanBuilder
        form={form}
        isKept
        isShown={isWaiting}
        onChange={setForm}
        history={<PlanHistory code={draft.code} />}
        deeds={
          isWaiting ? (
            <WaitingDeeds
              draft={draft}
              viewerId={viewerId}
              onReturned={onChange}
              onApproved={() => {
                go('/commissions/plans');
              }}
            />
          ) : (
            <WritingDeeds
              draft={draft}
              form={form}
              isFaulty={faultsOf(form).size > 0}
              onSaved={(id) => {
                if (id === null) go('/commissions/plans/drafts');
                else onChange();
              }}
            />
          )
        }
      />
    </Page>
  );
}

/** A plan nobody has saved yet: an empty one, or what a version says, for the next one. */
export function NewPlanPage() {
  const from = new URLSearchParams(useSearch()).get('from');
  const [{ data }] = useQuery({ query: CommissionPlansDocument, pause: from === null });
  if (from !== null && !data) return null;
  const plan = data?.commissionPlans.nodes.find((each) => each.id === from);
  return <NewPlan given={plan ? { ...formOf(plan), validFrom: '', validUntil: '' } : EMPTY_PLAN} />;
}

function NewPlan({ given }: { given: PlanForm }) {
  const [form, setForm] = useState(given);
  const [, go] = useLocation();
  return (
    <Page title={<Trans>New version of a plan</Trans>}>
      <PlanBuilder
        form={form}
        isKept={given.code !== ''}
        onChange={setForm}
        history={given.code !== '' && <PlanHistory code={given.code} />}
        deeds={
          <WritingDeeds
            draft={null}
            form={form}
            isFaulty={faultsOf(form).size > 0}
            onSaved={(id) => {
              go(id === null ? '/commissions/plans/drafts' : `/commissions/plans/drafts/${id}`);
            }}
          />
        }
      />
    </Page>
  );
}
