import { useLingui } from '@lingui/react';
import { wordsOf } from './words/states';
import type { StateKind } from './words/states';

/** A state as a coloured word. */
export function StateTag({ kind, state }: { kind: StateKind; state: string }) {
  const { _ } = useLingui();
  const [tone, words] = wordsOf(kind, state);
  return <span className={`t-tag t-tag-${tone}`}>{words ? _(words) : state}</span>;
}
