import { PercentageOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/console/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/commissions',
    load: () => import('./CommissionList').then((module) => module.CommissionList),
    menu: { label: msg`Commissions`, icon: <PercentageOutlined />, order: 620 },
    roles: FINANCE,
  },
  {
    path: '/commissions/plans',
    load: () => import('./PlanPage').then((module) => module.PlanPage),
    roles: FINANCE,
  },
];
