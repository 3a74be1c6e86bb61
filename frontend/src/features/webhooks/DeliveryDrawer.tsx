import { Trans } from '@lingui/react/macro';
import { Button, Drawer } from 'antd';
import { useQuery } from 'urql';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ReplayWebhookDeliveryDocument, WebhookDeliveryDetailDocument } from '@/generated/graphql';
import type { WebhookDeliveryDetailQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Fact, Facts } from '@/ui/Facts';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import { FaultName, KindName } from './words';

type Delivery = NonNullable<WebhookDeliveryDetailQuery['webhookDelivery']>;
type Attempt = Delivery['attempts'][number];

/** One message on its way: what it says, how it was tried, and sending it again. */
export function DeliveryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const [{ data, error }, ask] = useQuery({
    query: WebhookDeliveryDetailDocument,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const delivery = data?.webhookDelivery;
  return (
    <Drawer
      open
      size={640}
      title={delivery ? <KindName kind={delivery.kind} /> : ''}
      onClose={onClose}
    >
      {error && <ErrorNotice problem={problemOf(error)} />}
      {!delivery && !error && <Skeleton />}
      {delivery && (
        <>
          <DeliveryFacts delivery={delivery} />
          <Replay
            delivery={delivery}
            onDone={() => {
              ask({ requestPolicy: 'network-only' });
            }}
          />
          <h2 className="webhook-heading">
            <Trans>Attempts</Trans>
          </h2>
          {delivery.attempts.length === 0 && (
            <p className="t-soft">
              <Trans>Not tried yet.</Trans>
            </p>
          )}
          <ol className="webhook-attempts" reversed>
            {[...delivery.attempts].reverse().map((attempt) => (
              <AttemptShown key={attempt.number} attempt={attempt} />
            ))}
          </ol>
          <h2 className="webhook-heading">
            <Trans>Message</Trans>
          </h2>
          <pre className="webhook-body">{indented(delivery.message?.body ?? '')}</pre>
        </>
      )}
    </Drawer>
  );
}

/** The body on several lines; what is sent has none. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  return (
    <Facts>
      <Fact label={<Trans>State</Trans>}>
        <StateTag kind="webhook" state={delivery.state} />
      </Fact>
      <Fact label={<Trans>Endpoint</Trans>}>
        {delivery.endpoint ? (
          <code className="webhook-text">{delivery.endpoint.address}</code>
        ) : (
          <Trans>Deleted</Trans>
        )}
      </Fact>
      <Fact label={<Trans>Message id</Trans>}>
        <code className="webhook-text">{delivery.webhookId}</code>
      </Fact>
      <Fact label={<Trans>Written down</Trans>}>
        <Instant value={delivery.createdAt} />
      </Fact>
      {delivery.nextAttemptAt && (
        <Fact label={<Trans>Next attempt</Trans>}>
          <Instant value={delivery.nextAttemptAt} />
        </Fact>
      )}
    </Facts>
  );
}

function AttemptShown({ attempt }: { attempt: Attempt }) {
  const { status, fault, milliseconds, response } = attempt;
  const isGood = status !== null && status >= 200 && status < 300;
  return (
    <li>
      <span className={`t-tag t-tag-${isGood ? 'good' : 'bad'}`}>
        {status}
        {fault && <FaultName fault={fault} />}
        {!status && !fault && <Trans>Cut short</Trans>}
      </span>{' '}
      <Instant value={attempt.begunAt} />
      {milliseconds !== null && (
        <span className="t-soft">
          {' '}
          · <Trans>{milliseconds} ms</Trans>
        </span>
      )}
      {response && <pre className="webhook-body">{response}</pre>}
    </li>
  );
}

function Replay({ delivery, onDone }: { delivery: Delivery; onDone: () => void }) {
  const replaying = useDeed(ReplayWebhookDeliveryDocument, (data) => data.replayWebhookDelivery);
  const isOver = delivery.state === 'DELIVERED' || delivery.state === 'FAILED';
  if (!isOver || delivery.endpoint?.state !== 'ENABLED') return null;
  return (
    <section className="webhook-deed">
      <Button
        loading={replaying.isBusy}
        onClick={async () => {
          if (await replaying.run({ input: { deliveryId: delivery.id } })) onDone();
        }}
      >
        <Trans>Send it again</Trans>
      </Button>
      <DeedFault fault={replaying.fault} />
    </section>
  );
}
