import { Trans } from '@lingui/react/macro';
import type { StatementSection } from '@/generated/graphql';
import { never } from '@/lib/never';

export function SectionName({ section }: { section: StatementSection }) {
  switch (section) {
    case 'RECEIVABLE':
      return <Trans>Invoiced</Trans>;
    case 'DISCOUNT_LOST':
      return <Trans>Lost discounts</Trans>;
    case 'CREDIT_NOTE':
      return <Trans>Credit notes</Trans>;
    case 'RECEIPT':
      return <Trans>Payments</Trans>;
    case 'REFUND':
      return <Trans>Refunds</Trans>;
    case 'COMMISSION':
      return <Trans>Commission</Trans>;
    case 'CLAWBACK':
      return <Trans>Commission taken back</Trans>;
    case 'REBATE':
      return <Trans>Rebate</Trans>;
    case 'PAYOUT':
      return <Trans>Paid out</Trans>;
    case 'ADJUSTMENT':
      return <Trans>Adjustments</Trans>;
    default:
      return never(section);
  }
}
