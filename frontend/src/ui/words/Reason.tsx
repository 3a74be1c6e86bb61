import { useLingui } from '@lingui/react';
import { CAUSES } from './causes';

/** Why something was done: a cause of the program in the reader's language, or a person's own words. */
export function Reason({ reason }: { reason: string | null | undefined }) {
  const { _ } = useLingui();
  if (!reason) return null;
  const words = CAUSES[reason];
  return <>{words ? _(words) : reason}</>;
}
