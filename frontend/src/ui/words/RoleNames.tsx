import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';

const ROLES: Record<string, MessageDescriptor> = {
  owner: msg`Owner`,
  finance_director: msg`Finance director`,
  accountant: msg`Accountant`,
  payout_operator: msg`Payout operator`,
  sales_manager: msg`Sales manager`,
  salesperson: msg`Salesperson`,
  auditor: msg`Auditor`,
  finance: msg`Finance`,
  buyer: msg`Buyer`,
  distributor_owner: msg`Owner`,
  distributor_finance: msg`Finance`,
  distributor_buyer: msg`Buyer`,
};

export function RoleNames({ roles }: { roles: readonly string[] }) {
  const { i18n } = useLingui();
  const names = roles.map((role) => {
    const words = ROLES[role];
    return words ? i18n._(words) : role;
  });
  // In Chinese, Intl writes the parts of a list of units without anything between them.
  return <>{names.join(i18n.locale === 'en' ? ', ' : '、')}</>;
}
