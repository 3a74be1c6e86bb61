import { useLingui as useRuntime } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Input, Modal, Switch } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { DoneButton } from '@/console/parts/DoneButton';
import { CreateWebhookEndpointDocument, UpdateWebhookEndpointDocument } from '@/generated/graphql';
import type { WebhookEndpointFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { SecretShown } from './SecretShown';
import { KINDS } from './words';

type Endpoint = WebhookEndpointFieldsFragment;

interface Draft {
  address: string;
  description: string;
  kinds: string[];
  isEnabled: boolean;
}

interface Props {
  /** The one to be changed; none to make another. */
  endpoint?: Endpoint;
  onClose: (isDone: boolean, endpoint?: Endpoint | null) => void;
}

function draftOf(endpoint?: Endpoint): Draft {
  return {
    address: endpoint?.address ?? '',
    description: endpoint?.description ?? '',
    kinds: endpoint?.kinds.split(' ') ?? Object.keys(KINDS),
    isEnabled: endpoint === undefined || endpoint.state === 'ENABLED',
  };
}

/** Makes an endpoint and hands its secret over, or changes one. */
export function EndpointForm({ endpoint, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(endpoint));
  const [secret, setSecret] = useState<string | null>(null);
  const making = useDeed(CreateWebhookEndpointDocument, (data) => data.createWebhookEndpoint);
  const changing = useDeed(UpdateWebhookEndpointDocument, (data) => data.updateWebhookEndpoint);
  const save = async (): Promise<void> => {
    const { isEnabled, ...rest } = draft;
    if (!endpoint) {
      const made = await making.run({ input: rest });
      if (made) setSecret(made.secret);
      return;
    }
    const input = { endpointId: endpoint.id, isEnabled, ...rest };
    const done = await changing.run({ input });
    if (done) onClose(true, done.webhookEndpoint);
  };
  return (
    <Modal
      open
      width={640}
      title={endpoint ? <Trans>Change this endpoint</Trans> : <Trans>Add an endpoint</Trans>}
      okText={endpoint ? <Trans>Save</Trans> : <Trans>Add it</Trans>}
      confirmLoading={making.isBusy || changing.isBusy}
      okButtonProps={{ disabled: draft.address.trim() === '' || draft.kinds.length === 0 }}
      // A click beside the window must not lose the secret.
      mask={{ closable: false }}
      keyboard={!secret}
      {...(secret && {
        footer: (
          <DoneButton
            onClick={() => {
              onClose(true);
            }}
          />
        ),
      })}
      onCancel={() => {
        onClose(secret !== null);
      }}
      onOk={save}
    >
      {secret ? (
        <SecretShown secret={secret} />
      ) : (
        <>
          <DraftFields
            draft={draft}
            isNew={!endpoint}
            onChange={(change) => {
              making.clear();
              changing.clear();
              setDraft({ ...draft, ...change });
            }}
          />
          <DeedFault fault={endpoint ? changing.fault : making.fault} />
        </>
      )}
    </Modal>
  );
}

interface FieldsProps {
  draft: Draft;
  isNew: boolean;
  onChange: (change: Partial<Draft>) => void;
}

function DraftFields({ draft, isNew, onChange }: FieldsProps) {
  const { t } = useLingui();
  const { _ } = useRuntime();
  const field = useId();
  return (
    <>
      <div className="webhook-field">
        <label htmlFor={`${field}address`}>
          <Trans>Address</Trans>
        </label>
        <Input
          id={`${field}address`}
          value={draft.address}
          maxLength={500}
          placeholder="https://erp.example.com/webhooks"
          onChange={(event) => {
            onChange({ address: event.target.value });
          }}
        />
      </div>
      <div className="webhook-field">
        <label htmlFor={`${field}description`}>
          <Trans>Description</Trans>
        </label>
        <Input
          id={`${field}description`}
          value={draft.description}
          maxLength={200}
          onChange={(event) => {
            onChange({ description: event.target.value });
          }}
        />
      </div>
      <fieldset className="webhook-kinds">
        <legend>
          <Trans>Events it hears of</Trans>
        </legend>
        <Checkbox.Group
          value={draft.kinds}
          options={Object.entries(KINDS).map(([value, words]) => ({ value, label: _(words) }))}
          onChange={(kinds) => {
            onChange({ kinds });
          }}
        />
      </fieldset>
      {!isNew && (
        <div className="webhook-switch">
          <Switch
            aria-label={t`Send to it`}
            checked={draft.isEnabled}
            onChange={(isEnabled) => {
              onChange({ isEnabled });
            }}
          />
          <span aria-hidden>
            <Trans>Send to it</Trans>
          </span>
        </div>
      )}
    </>
  );
}
