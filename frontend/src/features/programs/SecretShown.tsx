import { Trans, useLingui } from '@lingui/react/macro';
import type { ComponentProps } from 'react';
import { CopyField } from '@/console/parts/CopyField';

export interface Credentials {
  clientId: string;
  clientSecret: string | null;
}

/** What a program proves itself with; the secret is told only once. */
export function SecretShown({ credentials }: { credentials: Credentials }) {
  const { t } = useLingui();
  const { clientId, clientSecret } = credentials;
  return (
    <div role="status">
      <Told label={t`Client id`} value={clientId} />
      {clientSecret !== null && <Told label={t`Secret`} value={clientSecret} isMain />}
      <p className="t-soft">
        {clientSecret === null ? (
          <Trans>This program keeps no secret: its client id is all it has.</Trans>
        ) : (
          <Trans>Keep the secret now: it is not shown again.</Trans>
        )}
      </p>
    </div>
  );
}

function Told(props: ComponentProps<typeof CopyField>) {
  return (
    <div className="program-field">
      <span>{props.label}</span>
      <CopyField {...props} />
    </div>
  );
}
