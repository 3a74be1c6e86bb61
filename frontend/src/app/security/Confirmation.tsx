import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ask } from '@/lib/account';
import type { Account } from '@/lib/account';
import { answerConfirmations } from '@/lib/confirmation';
import { Sheet } from '@/ui/Sheet';
import { ProofForm } from './ProofForm';
import './security.css';

interface Question {
  ways: Account['ways'];
  answer: (isConfirmed: boolean) => void;
}

/** Asks for a fresh proof of who one is whenever a deed needs one. */
export function Confirmation() {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(
    () =>
      answerConfirmations(async () => {
        const account = await ask<Account>('GET', '/account');
        if (!account.ok) return false;
        return new Promise<boolean>((resolve) => {
          setQuestion({ ways: account.body.ways, answer: resolve });
        });
      }),
    [],
  );
  const close = (isConfirmed: boolean): void => {
    question?.answer(isConfirmed);
    setQuestion(null);
  };
  return (
    <Sheet
      title={<Trans>Confirm that it is you</Trans>}
      isOpen={question !== null}
      onClose={() => {
        close(false);
      }}
    >
      {question && (
        <>
          <p className="t-soft">
            <Trans>This deed needs a fresh proof. It counts for five minutes.</Trans>
          </p>
          <ProofForm
            ways={question.ways}
            passkeyPath="/session/confirm/passkey"
            action={<Trans>Confirm</Trans>}
            onProof={async (proof) => {
              const answer = await ask('POST', '/session/confirm', proof);
              if (answer.ok) close(true);
              return answer;
            }}
          />
        </>
      )}
    </Sheet>
  );
}
