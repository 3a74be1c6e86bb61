import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ask } from '@/lib/account';
import type { Answer } from '@/lib/account';
import { AnswerText } from '../AnswerText';
import { Field } from '../Field';

/** Takes another password; every other device is signed out by it. */
export function ChangePassword({ onChange }: { onChange: () => void }) {
  const { t } = useLingui();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [answer, setAnswer] = useState<Answer<unknown> | null>(null);
  const send = async (): Promise<void> => {
    const given = await ask('PUT', '/account/password', { current, new: next });
    setAnswer(given);
    if (!given.ok) return;
    setCurrent('');
    setNext('');
    onChange();
  };
  return (
    <form
      className="proof"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={t`Current password`}
        value={current}
        onChange={setCurrent}
        type="password"
        autoComplete="current-password"
      />
      <Field
        label={t`New password`}
        value={next}
        onChange={setNext}
        type="password"
        autoComplete="new-password"
        hint={<Trans>12 to 128 characters; all other devices are signed out.</Trans>}
      />
      <div role="alert" className={answer?.ok ? 't-tone-good' : 'sign-in-fault'}>
        {answer &&
          (answer.ok ? <Trans>The password was changed.</Trans> : <AnswerText {...answer} />)}
      </div>
      <button type="submit" className="t-button">
        <Trans>Change password</Trans>
      </button>
    </form>
  );
}
