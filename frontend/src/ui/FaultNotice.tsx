import { useLingui } from '@lingui/react';
import type { MessageDescriptor } from '@lingui/core';
import type { Fault } from '@/lib/useDeed';
import { ErrorNotice } from './ErrorNotice';

interface Props {
  fault: Fault | null;
  /** Refusals in the reader's language; one that is not here says what the server said. */
  words: Readonly<Record<string, MessageDescriptor>>;
}

/** Why something was not done, in the reader's language where we have the words. */
export function FaultNotice({ fault, words }: Props) {
  const { _ } = useLingui();
  if (!fault) return null;
  if (fault.kind === 'problem') return <ErrorNotice problem={fault.problem} />;
  const { code, message } = fault.refusal;
  const said = words[code];
  return (
    <div className="t-notice" role="alert" data-code={code}>
      {said ? <p>{_(said)}</p> : <p lang="en">{message}</p>}
    </div>
  );
}
