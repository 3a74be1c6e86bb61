import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ask } from '@/lib/account';
import type { Account, Answer } from '@/lib/account';
import { answerConfirmations } from '@/lib/confirmation';
import { confirmOutside } from '@/lib/outside';
import { Sheet } from '@/ui/Sheet';
import { AnswerText } from '../AnswerText';
import { ProofForm } from './ProofForm';
import './security.css';

interface Question {
  account: Account;
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
          setQuestion({ account: account.body, answer: resolve });
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
          {(question.account.ways.length > 0 || question.account.hasPassword) && (
            <ProofForm
              ways={question.account.ways}
              passkeyPath="/session/confirm/passkey"
              action={<Trans>Confirm</Trans>}
              onProof={async (proof) => {
                const answer = await ask('POST', '/session/confirm', proof);
                if (answer.ok) close(true);
                return answer;
              }}
            />
          )}
          {question.account.ways.length === 0 && (
            <ByCompany
              account={question.account}
              onDone={() => {
                close(true);
              }}
            />
          )}
        </>
      )}
    </Sheet>
  );
}

/** For those who have no second step here: their company asks again who they are. */
function ByCompany({ account, onDone }: { account: Account; onDone: () => void }) {
  const [fault, setFault] = useState<Answer<unknown> | null>(null);
  return (
    <div className="proof">
      {account.providers
        .filter(({ confirms }) => confirms)
        .map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="t-button"
            onClick={() => {
              setFault(null);
              void confirmOutside(id).then((answer) => {
                if (answer.ok) onDone();
                else setFault(answer);
              });
            }}
          >
            <Trans>Confirm with {name}</Trans>
          </button>
        ))}
      {fault && !fault.ok && (
        <div role="alert" className="sign-in-fault">
          <AnswerText {...fault} />
        </div>
      )}
    </div>
  );
}
