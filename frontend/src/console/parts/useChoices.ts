import { useLingui } from '@lingui/react';
import { STATES } from '@/ui/words/states';
import type { StateKind } from '@/ui/words/states';

/** The states of a kind as options of a filter, in the words that the tags use. */
export function useStateChoices(kind: StateKind): { value: string; label: string }[] {
  const { _ } = useLingui();
  return Object.entries(STATES[kind]).map(([value, [, words]]) => ({ value, label: _(words) }));
}
