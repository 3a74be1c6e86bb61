import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ask } from '@/lib/account';
import type { Answer } from '@/lib/account';
import { AnswerText } from './AnswerText';
import { Door } from './Door';
import { Field } from './Field';

interface Props {
  brand: string;
  email: string;
  onBack: () => void;
}

/** Has a link to a new password sent; whether there is such a person is not told. */
export function ResetRequest({ brand, email, onBack }: Props) {
  const { t } = useLingui();
  const [slug, setSlug] = useState(brand);
  const [address, setAddress] = useState(email);
  const [answer, setAnswer] = useState<Answer<unknown> | null>(null);
  return (
    <Door title={<Trans>Forgot the password?</Trans>}>
      {answer?.ok ? (
        <p role="status">
          <Trans>
            If there is such an account, a letter with a link is on its way. It works for an hour.
          </Trans>
        </p>
      ) : (
        <form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask('POST', '/tickets/reset', { brand: slug.trim(), email: address.trim() }).then(
              setAnswer,
            );
          }}
        >
          <Field label={t`Brand`} value={slug} onChange={setSlug} autoComplete="organization" />
          <Field
            label={t`E-mail`}
            value={address}
            onChange={setAddress}
            type="email"
            autoComplete="username"
          />
          <div role="alert" className="sign-in-fault">
            {answer && <AnswerText {...answer} />}
          </div>
          <button type="submit" className="t-button t-button-primary">
            <Trans>Send me a link</Trans>
          </button>
        </form>
      )}
      <button type="button" className="t-link" onClick={onBack}>
        <Trans>Back to the sign-in</Trans>
      </button>
    </Door>
  );
}
