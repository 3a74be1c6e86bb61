import { useLingui } from '@lingui/react';
import { hasDetail, REFUSALS } from './refusals';

/** Why something was declined, and what to do. */
export function RefusalText({ code, message }: { code: string; message: string }) {
  const { _ } = useLingui();
  const words = REFUSALS[code];
  return (
    <>
      <p>{words ? _(words) : <span lang="en">{message}</span>}</p>
      {words && hasDetail(code) && (
        <p className="t-soft" lang="en">
          {message}
        </p>
      )}
    </>
  );
}
