import { Trans } from '@lingui/react/macro';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { RenewIdentityProviderSecretDocument } from '@/generated/graphql';
import type { IdentityProviderFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';

interface Props {
  provider: IdentityProviderFieldsFragment;
  onDone: (provider: IdentityProviderFieldsFragment | null) => void;
}

/** Takes the secret that was made anew over there. */
export function SecretRenewal({ provider, onDone }: Props) {
  const field = useId();
  const [secret, setSecret] = useState('');
  const renewing = useDeed(
    RenewIdentityProviderSecretDocument,
    (data) => data.renewIdentityProviderSecret,
  );
  return (
    <section className="provider-deed">
      <h2>
        <Trans>Another secret</Trans>
      </h2>
      <label htmlFor={field}>
        <Trans>The secret that was made anew over there</Trans>
      </label>
      <Input
        id={field}
        value={secret}
        type="password"
        autoComplete="new-password"
        maxLength={500}
        onChange={(event) => {
          renewing.clear();
          setSecret(event.target.value);
        }}
      />
      <Button
        disabled={secret.trim() === ''}
        loading={renewing.isBusy}
        onClick={async () => {
          const input = { providerId: provider.id, clientSecret: secret };
          const done = await renewing.run({ input });
          if (!done) return;
          setSecret('');
          onDone(done.identityProvider);
        }}
      >
        <Trans>Keep this secret</Trans>
      </Button>
      <DeedFault fault={renewing.fault} />
    </section>
  );
}
