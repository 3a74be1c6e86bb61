import { useLingui } from '@lingui/react';
import type { MessageDescriptor } from '@lingui/core';

interface Props {
  code: string;
  words: Readonly<Record<string, MessageDescriptor>>;
}

/** A code of the audit in words, with the code below: support and programs know it by that. */
export function Named({ code, words }: Props) {
  const { _ } = useLingui();
  const named = words[code];
  if (!named) return <code>{code}</code>;
  return (
    <>
      {_(named)}
      <code className="t-block t-soft">{code}</code>
    </>
  );
}
