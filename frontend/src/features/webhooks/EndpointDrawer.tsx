import { Trans } from '@lingui/react/macro';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { DeedFault } from '@/console/deeds/DeedFault';
import {
  DeleteWebhookEndpointDocument,
  ReplayFailedWebhooksDocument,
  RotateWebhookSecretDocument,
  SendTestWebhookDocument,
} from '@/generated/graphql';
import type { WebhookEndpointFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { EndpointForm } from './EndpointForm';
import { SecretShown } from './SecretShown';
import { Health, KindName } from './words';

type Endpoint = WebhookEndpointFieldsFragment;

interface Props {
  endpoint: Endpoint;
  /** Told of the endpoint as it is after something was done to it; nothing once it is deleted. */
  onChange: (endpoint: Endpoint | null) => void;
  onClose: () => void;
}

const DAY_MS = 86_400_000;
const REPLAY_DAYS = 30;

/** One endpoint: how it does, and what can be done to it. */
export function EndpointDrawer({ endpoint, onChange, onClose }: Props) {
  const [isChanging, setIsChanging] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const isEnabled = endpoint.state === 'ENABLED';
  return (
    // A click beside the drawer must not lose the secret.
    <Drawer
      open
      size={540}
      title={endpoint.description || <Trans>Webhook endpoint</Trans>}
      keyboard={!secret}
      mask={{ closable: !secret }}
      onClose={onClose}
    >
      <EndpointFacts endpoint={endpoint} />
      <p className="webhook-links">
        <Link href={`/webhooks/log?endpoint=${encodeURIComponent(endpoint.id)}`}>
          <Trans>What was sent to it</Trans>
        </Link>
        <Button
          onClick={() => {
            setIsChanging(true);
          }}
        >
          <Trans>Change…</Trans>
        </Button>
      </p>
      {isEnabled && <Trial endpoint={endpoint} />}
      {isEnabled && <Replay endpoint={endpoint} />}
      {secret ? (
        <SecretShown secret={secret} />
      ) : (
        <Rotation endpoint={endpoint} onDone={setSecret} />
      )}
      <Deletion
        endpoint={endpoint}
        onDone={() => {
          onChange(null);
        }}
      />
      {isChanging && (
        <EndpointForm
          endpoint={endpoint}
          onClose={(isDone, changed) => {
            setIsChanging(false);
            if (isDone && changed) onChange(changed);
          }}
        />
      )}
    </Drawer>
  );
}

function EndpointFacts({ endpoint }: { endpoint: Endpoint }) {
  return (
    <Facts>
      <Fact label={<Trans>Address</Trans>}>
        <code className="webhook-text">{endpoint.address}</code>
      </Fact>
      <Fact label={<Trans>State</Trans>}>
        <Health endpoint={endpoint} />
      </Fact>
      {endpoint.failingSince && (
        <Fact label={<Trans>Failing since</Trans>}>
          <Instant value={endpoint.failingSince} />
        </Fact>
      )}
      <Fact label={<Trans>Last delivered</Trans>}>
        {endpoint.succeededAt ? <Instant value={endpoint.succeededAt} /> : '—'}
      </Fact>
      <Fact label={<Trans>Events it hears of</Trans>}>
        <ul className="webhook-heard">
          {endpoint.kinds.split(' ').map((kind) => (
            <li key={kind}>
              <KindName kind={kind} />
            </li>
          ))}
        </ul>
      </Fact>
      <Fact label={<Trans>Added on</Trans>}>
        <Instant value={endpoint.createdAt} />
        {endpoint.createdBy && ` · ${endpoint.createdBy.name}`}
      </Fact>
    </Facts>
  );
}

function Deed({
  title,
  hint,
  children,
}: {
  title: ReactNode;
  hint: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="webhook-deed">
      <h2>{title}</h2>
      <p className="t-soft">{hint}</p>
      {children}
    </section>
  );
}

function Trial({ endpoint }: { endpoint: Endpoint }) {
  const [isSent, setIsSent] = useState(false);
  const trying = useDeed(SendTestWebhookDocument, (data) => data.sendTestWebhook);
  return (
    <Deed
      title={<Trans>Try it</Trans>}
      hint={
        <Trans>Sends a message that says nothing; the delivery log shows whether it arrives.</Trans>
      }
    >
      <Button
        loading={trying.isBusy}
        onClick={async () => {
          setIsSent(false);
          setIsSent((await trying.run({ input: { endpointId: endpoint.id } })) !== null);
        }}
      >
        <Trans>Send a test</Trans>
      </Button>
      {isSent && (
        <p role="status">
          <Trans>The test is on its way.</Trans>
        </p>
      )}
      <DeedFault fault={trying.fault} />
    </Deed>
  );
}

function Replay({ endpoint }: { endpoint: Endpoint }) {
  const [count, setCount] = useState<number | null>(null);
  const replaying = useDeed(ReplayFailedWebhooksDocument, (data) => data.replayFailedWebhooks);
  return (
    <Deed
      title={<Trans>Send again what failed</Trans>}
      hint={
        <Trans>Everything of the last thirty days that it did not take, under the same ids.</Trans>
      }
    >
      <Button
        loading={replaying.isBusy}
        onClick={async () => {
          const since = new Date(Date.now() - REPLAY_DAYS * DAY_MS).toISOString();
          const done = await replaying.run({ input: { endpointId: endpoint.id, since } });
          setCount(done ? done.deliveries : null);
        }}
      >
        <Trans>Send it again</Trans>
      </Button>
      {count !== null && (
        <p role="status">
          <Trans>Messages on their way again: {count}</Trans>
        </p>
      )}
      <DeedFault fault={replaying.fault} />
    </Deed>
  );
}

function Rotation({ endpoint, onDone }: { endpoint: Endpoint; onDone: (secret: string) => void }) {
  const rotating = useDeed(RotateWebhookSecretDocument, (data) => data.rotateWebhookSecret);
  return (
    <Deed
      title={<Trans>Another secret</Trans>}
      hint={<Trans>For a day messages are signed with both, so that nothing is missed.</Trans>}
    >
      <Button
        loading={rotating.isBusy}
        onClick={async () => {
          const done = await rotating.run({ input: { endpointId: endpoint.id } });
          if (done) onDone(done.secret);
        }}
      >
        <Trans>Make another secret</Trans>
      </Button>
      <DeedFault fault={rotating.fault} />
    </Deed>
  );
}

function Deletion({ endpoint, onDone }: { endpoint: Endpoint; onDone: () => void }) {
  const [isAsked, setIsAsked] = useState(false);
  const deleting = useDeed(DeleteWebhookEndpointDocument, (data) => data.deleteWebhookEndpoint);
  return (
    <Deed
      title={<Trans>Delete it</Trans>}
      hint={<Trans>Nothing is sent to it from then on, and what waits for it is given up.</Trans>}
    >
      <Button
        danger
        loading={deleting.isBusy}
        onClick={async () => {
          if (!isAsked) setIsAsked(true);
          else if (await deleting.run({ input: { endpointId: endpoint.id } })) onDone();
        }}
      >
        {isAsked ? <Trans>Delete it for good</Trans> : <Trans>Delete…</Trans>}
      </Button>
      <DeedFault fault={deleting.fault} />
    </Deed>
  );
}
