import { BankOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE, LOOKING_AT_PAYOUTS } from '@/console/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/payouts',
    load: () => import('./BatchList').then((module) => module.BatchList),
    menu: { label: msg`Payouts`, icon: <BankOutlined />, order: 700 },
    roles: FINANCE,
  },
  {
    path: '/payouts/new',
    load: () => import('./BatchWizard').then((module) => module.BatchWizard),
    roles: LOOKING_AT_PAYOUTS,
  },
  {
    path: '/payouts/:id',
    load: () => import('./BatchPage').then((module) => module.BatchPage),
    roles: FINANCE,
  },
];
