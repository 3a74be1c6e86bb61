import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { MyPaymentLinkDocument } from '@/generated/graphql';
import type { MyPaymentLinkQuery } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { usePoll } from '@/lib/usePoll';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { Rows } from '../Rows';
import { Screen } from '../Screen';
import { ItemRow } from './ItemRow';
import { PayWays } from './PayWays';
import { payUrlOf } from './payUrls';
import './pay.css';

/** The money is on the server before the page of the provider has closed; people look at once. */
const POLL_MS = 1_200;

type Found = Extract<NonNullable<MyPaymentLinkQuery['node']>, { __typename: 'PaymentLink' }>;

/** A payment link: how to pay it, and by itself the news that it was paid. */
export function LinkPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({ query: MyPaymentLinkDocument, variables: { id } });
  const [{ data }, ask] = query;
  const link = data?.node?.__typename === 'PaymentLink' ? data.node : null;
  const isSettled = link?.items.every((item) => !item.receivable || isZero(item.receivable.open));
  usePoll(link?.state === 'OPEN' || (link?.state === 'PAID' && isSettled !== true), POLL_MS, () => {
    ask({ requestPolicy: 'network-only' });
  });
  return (
    <Screen
      title={<Trans>Payment</Trans>}
      back="/pay"
      aside={link && <StateTag kind="paymentLink" state={link.state} />}
    >
      <Loaded query={query}>
        {() =>
          link ? (
            <Open link={link} />
          ) : (
            <EmptyState title={<Trans>There is no such payment link.</Trans>} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Open({ link }: { link: Found }) {
  const payUrl = payUrlOf(link.id);
  const isPaid = link.state === 'PAID';
  const receipt = link.receipts.nodes.find((one) => one.state === 'RECEIVED');
  const isUnderWay = link.receipts.nodes.some((one) => one.state === 'PENDING');
  return (
    <div className="columns">
      <section className="card pay-link" aria-live="polite">
        {isPaid && (
          <span className="pay-done" aria-hidden="true">
            ✓
          </span>
        )}
        <p className="t-soft">
          {isPaid ? (
            <Trans>Paid. Thank you.</Trans>
          ) : (
            link.creditor && <Trans>To {link.creditor.name}</Trans>
          )}
        </p>
        <Money value={link.amount} size="large" trace={receipt?.id} />
        {link.state === 'OPEN' && !isUnderWay && payUrl && <PayWays url={payUrl} />}
        {link.state === 'OPEN' && !isUnderWay && (
          <p className="t-soft">
            <Trans>This page notices by itself when it is paid.</Trans>
          </p>
        )}
        {isUnderWay && (
          <p>
            <Trans>The payment is on its way. You need not do anything.</Trans>
          </p>
        )}
        {isPaid && (
          <Link href="/" className="t-button">
            <Trans>To the start</Trans>
          </Link>
        )}
      </section>
      <Card title={<Trans>For</Trans>}>
        <Rows>
          {link.items.map(
            (item) =>
              item.receivable && <ItemRow key={item.receivable.id} item={item.receivable} />,
          )}
        </Rows>
      </Card>
    </div>
  );
}
