import { Trans } from '@lingui/react/macro';
import { never } from '@/lib/never';
import type { Item } from './BatchItems';

/** What becomes of a payment from here, in a sentence; what the provider said stands behind it. */
export function ItemNext({ item }: { item: Item }) {
  const said = item.failure ?? item.waitingReason;
  return (
    <span className="item-next">
      <Words item={item} />
      {said && (
        <span className="t-soft t-block" lang="en">
          {said}
        </span>
      )}
    </span>
  );
}

function Words({ item }: { item: Item }) {
  switch (item.state) {
    case 'READY':
      return item.waitingReason ? (
        <Trans>Waits, and is sent by itself as soon as it can be.</Trans>
      ) : (
        <Trans>Is sent after the release.</Trans>
      );
    case 'SENDING':
      return <Trans>Is with the provider.</Trans>;
    case 'UNKNOWN':
      return <Trans>No clear answer: looked up every minute, never sent twice.</Trans>;
    case 'PAID':
      return <Trans>The provider has made the transfer.</Trans>;
    case 'FAILED':
      return <Trans>Declined. The amount is due again; the next batch pays it.</Trans>;
    case 'CANCELLED':
      return <Trans>Taken back before it was sent. The amount is due again.</Trans>;
    case 'RETURNED':
      return <Trans>Was paid and came back. Check the account of the payee.</Trans>;
    default:
      return never(item.state);
  }
}
