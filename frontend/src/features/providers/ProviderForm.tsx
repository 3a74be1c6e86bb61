import { Trans } from '@lingui/react/macro';
import { Modal } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { AddIdentityProviderDocument, ChangeIdentityProviderDocument } from '@/generated/graphql';
import type { IdentityProviderFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { DraftFields } from './DraftFields';
import { EMPTY, changeOf, draftOf, inputOf, isWhole } from './draft';
import type { Draft } from './draft';

type Provider = IdentityProviderFieldsFragment;

interface Props {
  /** The one to be changed; none to add another. */
  provider?: Provider;
  onClose: (provider: Provider | null) => void;
}

/** Adds a company sign-in, or changes what of it may change. */
export function ProviderForm({ provider, onClose }: Props) {
  const [draft, setDraft] = useState<Draft>(provider ? draftOf(provider) : EMPTY);
  const adding = useDeed(AddIdentityProviderDocument, (data) => data.addIdentityProvider);
  const changing = useDeed(ChangeIdentityProviderDocument, (data) => data.changeIdentityProvider);
  const save = async (): Promise<void> => {
    const done = provider
      ? await changing.run({ input: changeOf(draft, provider.id) })
      : await adding.run({ input: inputOf(draft) });
    if (done) onClose(done.identityProvider);
  };
  return (
    <Modal
      open
      width={640}
      title={
        provider ? <Trans>Change this company sign-in</Trans> : <Trans>Add a company sign-in</Trans>
      }
      okText={provider ? <Trans>Save</Trans> : <Trans>Add it</Trans>}
      confirmLoading={adding.isBusy || changing.isBusy}
      okButtonProps={{ disabled: !isWhole(draft, !provider) }}
      mask={{ closable: false }}
      onCancel={() => {
        onClose(null);
      }}
      onOk={save}
    >
      <DraftFields
        draft={draft}
        isNew={!provider}
        onChange={(changed) => {
          adding.clear();
          changing.clear();
          setDraft(changed);
        }}
      />
      <DeedFault fault={provider ? changing.fault : adding.fault} />
    </Modal>
  );
}
