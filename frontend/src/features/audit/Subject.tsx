import { useLingui } from '@lingui/react';
import { SUBJECTS } from './words';

/** What kind of thing a deed was done to. */
export function Subject({ code }: { code: string }) {
  const { _ } = useLingui();
  const named = SUBJECTS[code];
  return named ? _(named) : <code>{code}</code>;
}
