import { Trans, useLingui } from '@lingui/react/macro';
import { CopyField } from '@/console/parts/CopyField';

/** What an endpoint checks signatures with; it is told only once. */
export function SecretShown({ secret }: { secret: string }) {
  const { t } = useLingui();
  return (
    <div role="status" className="webhook-field">
      <span>
        <Trans>Secret that signs</Trans>
      </span>
      <CopyField label={t`Secret that signs`} value={secret} isMain />
      <p className="t-soft">
        <Trans>Keep the secret now: it is not shown again.</Trans>
      </p>
    </div>
  );
}
