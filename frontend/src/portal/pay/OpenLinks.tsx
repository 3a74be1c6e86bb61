import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { MyPaymentLinksDocument } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Card } from '../Card';
import { Row, Rows } from '../Rows';
import { payUrlOf } from './payUrls';

/** Links this tab has made and that wait to be paid. */
export function OpenLinks() {
  const [{ data }] = useQuery({ query: MyPaymentLinksDocument });
  const links = data?.paymentLinks.nodes.filter((link) => payUrlOf(link.id) !== null) ?? [];
  if (links.length === 0) return null;
  return (
    <Card title={<Trans>Waiting to be paid</Trans>}>
      <Rows>
        {links.map((link) => (
          <Row
            key={link.id}
            href={`/pay/${link.id}`}
            title={<Trans>Payment link</Trans>}
            note={<Instant value={link.createdAt} />}
            end={<Money value={link.amount} />}
          />
        ))}
      </Rows>
    </Card>
  );
}
