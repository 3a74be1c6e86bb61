import { Trans } from '@lingui/react/macro';
import type { StatementSection } from '@/generated/graphql';
import { never } from '@/lib/never';

interface LineWordsProps {
  section: StatementSection;
  /** An order's number, a provider, a month; none where the section says it all. */
  detail: string | null;
}

/** What one line of a statement is, in the language of the screen. */
export function LineWords({ section, detail: given }: LineWordsProps) {
  const detail = given ?? '';
  switch (section) {
    case 'RECEIVABLE':
      return <Trans>Order {detail}</Trans>;
    case 'DISCOUNT_LOST':
      return <Trans>Discount lost by a return of order {detail}</Trans>;
    case 'CREDIT_NOTE':
      return <Trans>Return of order {detail}</Trans>;
    case 'RECEIPT':
      return <Trans>Payment by {detail}</Trans>;
    case 'REFUND':
      return <Trans>Refund by {detail}</Trans>;
    case 'COMMISSION':
      return <Trans>Commission {detail}</Trans>;
    case 'CLAWBACK':
      return <Trans>Commission taken back {detail}</Trans>;
    case 'REBATE':
      return <Trans>Rebate {detail}</Trans>;
    case 'PAYOUT':
      return <Trans>Payout {detail}</Trans>;
    case 'ADJUSTMENT':
      return <Trans>Adjustment {detail}</Trans>;
    default:
      return never(section);
  }
}
