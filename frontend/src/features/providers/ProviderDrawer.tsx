import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { CopyField } from '@/console/parts/CopyField';
import { SwitchIdentityProviderDocument, TestIdentityProviderDocument } from '@/generated/graphql';
import type { IdentityProviderFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { ProviderForm } from './ProviderForm';
import { SecretRenewal } from './SecretRenewal';
import { AudienceName, KindName } from './words';

type Provider = IdentityProviderFieldsFragment;

interface Props {
  provider: Provider;
  /** Told of the provider as it is after something was done to it. */
  onChange: (provider: Provider | null) => void;
  onClose: () => void;
}

/** One company sign-in: how it is, whether it answers, and what can be done to it. */
export function ProviderDrawer({ provider, onChange, onClose }: Props) {
  const { t } = useLingui();
  const [isChanging, setIsChanging] = useState(false);
  return (
    <Drawer open size={540} title={provider.name} onClose={onClose}>
      <div className="provider-field">
        <span>
          <Trans>Browsers return to: enter this address over there</Trans>
        </span>
        <CopyField
          label={t`Address of return`}
          value={`${window.location.origin}${provider.callbackPath}`}
        />
      </div>
      <ProviderFacts provider={provider} />
      <Trial provider={provider} />
      <section className="provider-deed">
        <h2>
          <Trans>Who comes in, and how</Trans>
        </h2>
        <Button
          onClick={() => {
            setIsChanging(true);
          }}
        >
          <Trans>Change…</Trans>
        </Button>
      </section>
      <SecretRenewal provider={provider} onDone={onChange} />
      <Switch provider={provider} onDone={onChange} />
      {isChanging && (
        <ProviderForm
          provider={provider}
          onClose={(changed) => {
            setIsChanging(false);
            if (changed) onChange(changed);
          }}
        />
      )}
    </Drawer>
  );
}

function ProviderFacts({ provider }: { provider: Provider }) {
  const address = (text: string) => <code className="provider-text">{text}</code>;
  return (
    <Facts>
      <Fact label={<Trans>Kind</Trans>}>
        <KindName kind={provider.kind} />
      </Fact>
      <Fact label={<Trans>Issuer</Trans>}>{address(provider.issuer)}</Fact>
      <Fact label={<Trans>Client id</Trans>}>{address(provider.clientId)}</Fact>
      {provider.authorizeUrl && (
        <Fact label={<Trans>Address where browsers are sent</Trans>}>
          {address(provider.authorizeUrl)}
        </Fact>
      )}
      {provider.tokenUrl && (
        <Fact label={<Trans>Address where codes become tokens</Trans>}>
          {address(provider.tokenUrl)}
        </Fact>
      )}
      {provider.userinfoUrl && (
        <Fact label={<Trans>Address that tells who it is</Trans>}>
          {address(provider.userinfoUrl)}
        </Fact>
      )}
      <Fact label={<Trans>Who comes in</Trans>}>
        <AudienceName audience={provider.audience} />
      </Fact>
      <Fact label={<Trans>Required</Trans>}>
        {provider.isRequired ? <Trans>Yes</Trans> : <Trans>No</Trans>}
      </Fact>
      <Fact label={<Trans>Counts as second step</Trans>}>
        {provider.factorValues ? address(provider.factorValues) : <Trans>No</Trans>}
      </Fact>
      {provider.emailDomains && (
        <Fact label={<Trans>Its own domains</Trans>}>{address(provider.emailDomains)}</Fact>
      )}
      <Fact label={<Trans>Linked people</Trans>}>{provider.people}</Fact>
      <Fact label={<Trans>Last changed</Trans>}>
        <Instant value={provider.changedAt} />
      </Fact>
    </Facts>
  );
}

function Trial({ provider }: { provider: Provider }) {
  const [keys, setKeys] = useState<number | null>(null);
  const trying = useDeed(TestIdentityProviderDocument, (data) => data.testIdentityProvider);
  return (
    <section className="provider-deed">
      <h2>
        <Trans>Try it</Trans>
      </h2>
      <Button
        loading={trying.isBusy}
        onClick={async () => {
          setKeys(null);
          const found = await trying.run({ input: { providerId: provider.id } });
          if (found) setKeys(found.keys);
        }}
      >
        <Trans>Test the connection</Trans>
      </Button>
      {keys !== null && (
        <p role="status">
          {keys > 0 ? (
            <Trans>It answers. Keys it signs with: {keys}</Trans>
          ) : (
            <Trans>It answers.</Trans>
          )}
        </p>
      )}
      <DeedFault fault={trying.fault} />
    </section>
  );
}

function Switch({ provider, onDone }: { provider: Provider; onDone: Props['onChange'] }) {
  const switching = useDeed(SwitchIdentityProviderDocument, (data) => data.switchIdentityProvider);
  const isOn = provider.disabledAt !== null;
  return (
    <section className="provider-deed">
      <h2>{isOn ? <Trans>Switch it on</Trans> : <Trans>Switch it off</Trans>}</h2>
      {!isOn && (
        <p className="t-soft">
          <Trans>
            Whoever came in by it is signed out. Links stay, and passwords open the door again.
          </Trans>
        </p>
      )}
      <Button
        danger={!isOn}
        loading={switching.isBusy}
        onClick={async () => {
          const done = await switching.run({ input: { providerId: provider.id, isOn } });
          if (done) onDone(done.identityProvider);
        }}
      >
        {isOn ? <Trans>Switch it on</Trans> : <Trans>Switch it off</Trans>}
      </Button>
      <DeedFault fault={switching.fault} />
    </section>
  );
}
