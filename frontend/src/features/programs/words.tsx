import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import type { ProgramKind } from '@/generated/graphql';

/** How a program comes to tokens. */
export const KINDS: Readonly<Record<ProgramKind, MessageDescriptor>> = {
  CODE: msg`A person agrees in a browser`,
  DEVICE: msg`A person allows it by a code, such as a till`,
  OWN: msg`It acts for itself, such as an ERP`,
};

/** Parts of the business, and whether something can be done there. */
export const DOMAINS: readonly { name: string; words: MessageDescriptor; isWritable: boolean }[] = [
  { name: 'orders', words: msg`Orders`, isWritable: true },
  { name: 'channels', words: msg`Channels and imports`, isWritable: true },
  { name: 'receivables', words: msg`Receivables`, isWritable: false },
  { name: 'payments', words: msg`Payments and links`, isWritable: true },
  { name: 'settlements', words: msg`Statements and month-end`, isWritable: true },
  { name: 'shipments', words: msg`Shipments`, isWritable: true },
  { name: 'commissions', words: msg`Commissions`, isWritable: false },
  { name: 'payouts', words: msg`Payouts`, isWritable: true },
  { name: 'promotions', words: msg`Offers`, isWritable: false },
  { name: 'rebates', words: msg`Rebates`, isWritable: false },
  { name: 'parties', words: msg`Distributors`, isWritable: false },
  { name: 'catalog', words: msg`Products and prices`, isWritable: false },
  { name: 'cockpit', words: msg`Cockpit`, isWritable: false },
  { name: 'identity', words: msg`People and audit`, isWritable: false },
  { name: 'tasks', words: msg`Tasks`, isWritable: false },
  { name: 'integrations', words: msg`Webhooks`, isWritable: false },
];

/** What needs a person: one who could be away, or who releases what another one prepared. */
export const OF_PEOPLE: Readonly<Record<string, MessageDescriptor>> = {
  'payouts:release': msg`Releases payouts`,
  offline_access: msg`Goes on while the person is away`,
};

const OTHERS: Readonly<Record<string, MessageDescriptor>> = {
  ...OF_PEOPLE,
  openid: msg`Knows who the person is`,
  profile: msg`Knows the person's name`,
  email: msg`Knows the e-mail address`,
};

export function KindName({ kind }: { kind: ProgramKind }) {
  const { _ } = useLingui();
  return <>{_(KINDS[kind])}</>;
}

/** What a program may ask for, in words. */
export function ScopeNames({ scope }: { scope: string }) {
  const { _ } = useLingui();
  const parts = scope.split(' ').map((each) => {
    const other = OTHERS[each];
    if (other) return _(other);
    const [name, deed] = each.split(':');
    const domain = DOMAINS.find((one) => one.name === name);
    if (!domain) return each;
    const words = _(domain.words);
    return deed === 'write' ? _(msg`${words}: act`) : _(msg`${words}: see`);
  });
  return (
    <ul className="program-scopes">
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}
