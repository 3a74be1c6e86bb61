import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Input, Radio } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { IdentityProviderAudience, IdentityProviderKind } from '@/generated/graphql';
import type { Draft } from './draft';
import { AudienceName, KindName } from './words';

const PROVIDER_KINDS: readonly IdentityProviderKind[] = ['OPENID', 'OAUTH'];
const CHOICES: readonly IdentityProviderAudience[] = ['BRAND', 'DISTRIBUTORS', 'EVERYBODY'];

interface Props {
  draft: Draft;
  isNew: boolean;
  onChange: (draft: Draft) => void;
}

/** What a company sign-in consists of; who it is never changes. */
export function DraftFields({ draft, isNew, onChange }: Props) {
  const { t } = useLingui();
  const audience = useId();
  const set = (change: Partial<Draft>): void => {
    onChange({ ...draft, ...change });
  };
  const line = (name: TextName, label: ReactNode, hint?: ReactNode): ReactNode => (
    <Line
      label={label}
      hint={hint}
      value={draft[name]}
      isSecret={name === 'clientSecret'}
      onChange={(text) => {
        set({ [name]: text });
      }}
    />
  );
  return (
    <>
      {isNew && (
        <Radio.Group
          className="provider-choices"
          aria-label={t`How it says who somebody is`}
          value={draft.kind}
          options={PROVIDER_KINDS.map((kind) => ({ value: kind, label: <KindName kind={kind} /> }))}
          onChange={(event) => {
            set({ kind: event.target.value as IdentityProviderKind });
          }}
        />
      )}
      {line('name', <Trans>Name, as the button says it</Trans>)}
      {isNew &&
        line(
          'issuer',
          <Trans>Issuer</Trans>,
          <Trans>The address that names it, as it is written over there: https://…</Trans>,
        )}
      {line('clientId', <Trans>Client id</Trans>)}
      {isNew && line('clientSecret', <Trans>Secret</Trans>)}
      {isNew && draft.kind === 'OAUTH' && (
        <>
          {line('authorizeUrl', <Trans>Address where browsers are sent</Trans>)}
          {line('tokenUrl', <Trans>Address where codes become tokens</Trans>)}
          {line('userinfoUrl', <Trans>Address that tells who it is</Trans>)}
          {line('subjectClaim', <Trans>Field that holds the id of the person</Trans>)}
        </>
      )}
      {draft.kind === 'OAUTH' && line('emailClaim', <Trans>Field that holds the e-mail</Trans>)}
      <span id={audience}>
        <Trans>Who comes in</Trans>
      </span>
      <Radio.Group
        className="provider-choices"
        aria-labelledby={audience}
        value={draft.audience}
        options={CHOICES.map((each) => ({ value: each, label: <AudienceName audience={each} /> }))}
        onChange={(event) => {
          set({ audience: event.target.value as IdentityProviderAudience });
        }}
      />
      {draft.kind === 'OPENID' &&
        line(
          'factorValues',
          <Trans>Counts as second step, when amr or acr says</Trans>,
          <Trans>Such as mfa. Leave it empty where a password is enough over there.</Trans>,
        )}
      {line(
        'emailDomains',
        <Trans>Domains whose e-mail addresses it gives out itself</Trans>,
        <Trans>
          The brand's own people with such an address come in without linking first. Leave it empty
          if anybody can enter an address over there.
        </Trans>,
      )}
      {line('scopes', <Trans>Further scopes</Trans>)}
      {draft.audience !== 'DISTRIBUTORS' && (
        <Checkbox
          checked={draft.isRequired}
          onChange={(event) => {
            set({ isRequired: event.target.checked });
          }}
        >
          <Trans>
            The brand's own people come in by nothing else. Owners keep their password, with a
            second step.
          </Trans>
        </Checkbox>
      )}
    </>
  );
}

type TextName = {
  [Name in keyof Draft]: Draft[Name] extends string ? Name : never;
}[Exclude<keyof Draft, 'kind' | 'audience'>];

interface LineProps {
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  isSecret: boolean;
  onChange: (text: string) => void;
}

function Line({ label, hint, value, isSecret, onChange }: LineProps) {
  const field = useId();
  return (
    <div className="provider-field">
      <label htmlFor={field}>{label}</label>
      <Input
        id={field}
        value={value}
        type={isSecret ? 'password' : 'text'}
        autoComplete={isSecret ? 'new-password' : 'off'}
        maxLength={500}
        aria-describedby={hint ? `${field}hint` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {hint && (
        <small id={`${field}hint`} className="t-soft">
          {hint}
        </small>
      )}
    </div>
  );
}
