import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { TraceDocument } from '@/generated/graphql';
import type {
  CommissionTraceFragment,
  PayoutTraceFragment,
  RebateTraceFragment,
  RefundTraceFragment,
  TraceQuery,
} from '@/generated/graphql';
import type { Grants } from '@/lib/grants';
import { problemOf } from '@/lib/problem';
import { EmptyState } from '../EmptyState';
import { ErrorNotice } from '../ErrorNotice';
import { Sheet } from '../Sheet';
import { Skeleton } from '../Skeleton';
import { CommissionTrace } from './CommissionTrace';
import { CreditNoteTrace } from './CreditNoteTrace';
import { OrderLineTrace } from './OrderLineTrace';
import { PayoutTrace, ReceiptTrace, RefundTrace } from './PaymentTraces';
import { RebateTrace } from './RebateTrace';
import { ReceivableTrace } from './ReceivableTrace';
import { TraceContext } from './TraceContext';

type Traced = NonNullable<TraceQuery['node']>;

/** Holds the one panel in which calculations are shown, and the steps that led into it. */
export function TraceProvider({ grants, children }: { grants: Grants; children: ReactNode }) {
  const [steps, setSteps] = useState<readonly string[]>([]);
  const trace = useMemo(
    () => ({
      open: (id: string) => {
        setSteps((before) => [...before, id]);
      },
    }),
    [],
  );
  return (
    <TraceContext value={trace}>
      {children}
      <TracePanel
        steps={steps}
        grants={grants}
        onBack={() => {
          setSteps(steps.slice(0, -1));
        }}
        onClose={() => {
          setSteps([]);
        }}
      />
    </TraceContext>
  );
}

interface PanelProps {
  steps: readonly string[];
  grants: Grants;
  onBack: () => void;
  onClose: () => void;
}

function TracePanel({ steps, grants, onBack, onClose }: PanelProps) {
  const id = steps.at(-1);
  const [{ data, error, fetching }, retry] = useQuery({
    query: TraceDocument,
    variables: { id: id ?? '', ...grants },
    pause: id === undefined,
  });
  const node = data?.node?.id === id ? (data?.node ?? undefined) : undefined;
  return (
    <Sheet
      title={<Title node={node} />}
      isOpen={id !== undefined}
      onClose={onClose}
      onBack={steps.length > 1 ? onBack : undefined}
    >
      {error && !node && (
        <ErrorNotice
          problem={problemOf(error)}
          onRetry={() => {
            retry({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {!error && !node && fetching && <Skeleton lines={7} />}
      {!error && !node && !fetching && <Hidden />}
      {node && <Body node={node} onLeave={onClose} />}
    </Sheet>
  );
}

/** Whether the amount was asked for, which depends on the role, and everything with it. */
function isTold<Told extends { amount: unknown }>(node: Partial<Told>): node is Told {
  return node.amount !== undefined;
}

function Hidden() {
  return <EmptyState title={<Trans>This calculation is not yours to see.</Trans>} />;
}

function Title({ node }: { node: Traced | undefined }) {
  const { t } = useLingui();
  switch (node?.__typename) {
    case 'CommissionLine':
      return t`How this commission came about`;
    case 'RebateLine':
      return t`How this rebate came about`;
    case 'OrderLine':
      return t`Order line`;
    case 'Receivable':
      return t`What is owed`;
    case 'Receipt':
      return t`Payment`;
    case 'CreditNote':
      return t`Credit note`;
    case 'Refund':
      return t`Refund`;
    case 'PayoutItem':
      return t`Payout`;
    default:
      return t`Calculation`;
  }
}

function Body({ node, onLeave }: { node: Traced; onLeave: () => void }) {
  switch (node.__typename) {
    case 'CommissionLine':
      return isTold<CommissionTraceFragment>(node) ? (
        <CommissionTrace line={node} onLeave={onLeave} />
      ) : (
        <Hidden />
      );
    case 'RebateLine':
      return isTold<RebateTraceFragment>(node) ? (
        <RebateTrace line={node} onLeave={onLeave} />
      ) : (
        <Hidden />
      );
    case 'OrderLine':
      return <OrderLineTrace line={node} onLeave={onLeave} />;
    case 'Receivable':
      return <ReceivableTrace item={node} onLeave={onLeave} />;
    case 'Receipt':
      return <ReceiptTrace receipt={node} />;
    case 'CreditNote':
      return <CreditNoteTrace note={node} onLeave={onLeave} />;
    case 'Refund':
      return isTold<RefundTraceFragment>(node) ? <RefundTrace refund={node} /> : <Hidden />;
    case 'PayoutItem':
      return isTold<PayoutTraceFragment>(node) ? <PayoutTrace payout={node} /> : <Hidden />;
    default:
      return <EmptyState title={<Trans>There is no calculation behind this.</Trans>} />;
  }
}
