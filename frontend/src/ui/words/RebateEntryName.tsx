import { Trans } from '@lingui/react/macro';
import type { RebateEntryFactsFragment } from '@/generated/graphql';
import { never } from '@/lib/never';

/** What happened to a rebate after its period was over, and why. */
export function RebateEntryName({ entry }: { entry: RebateEntryFactsFragment }) {
  const { kind, reason, number, because } = entry;
  switch (kind) {
    case 'RELEASED':
      return <Trans>Released</Trans>;
    case 'ADJUSTED':
      if (reason === 'RETURN') return <Trans>Something came back</Trans>;
      if (reason === 'PAYMENT') return <Trans>An order was paid</Trans>;
      return <Trans>Counted anew</Trans>;
    case 'USED':
      return <Trans>Deducted {number}</Trans>;
    case 'PAID_OUT':
      return <Trans>To be paid out {number}</Trans>;
    case 'EXPIRED':
      return <Trans>Lapsed</Trans>;
    case 'RESTORED':
      return <Trans>Taken back from what had lapsed</Trans>;
    case 'UNDONE':
      return (
        <>
          <Trans>Taken back {number}</Trans>
          {because && <span className="t-block t-soft">{because}</span>}
        </>
      );
    case 'OFFSET':
      return <Trans>Made up for another rebate</Trans>;
    default:
      return never(kind);
  }
}
