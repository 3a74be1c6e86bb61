import { PercentageOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/console/roles';
import { PLANNING } from '@/lib/roles';

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
  {
    path: '/commissions/plans/drafts',
    load: () => import('./plans/DraftList').then((module) => module.DraftList),
    roles: FINANCE,
  },
  {
    path: '/commissions/plans/new',
    load: () => import('./plans/DraftPage').then((module) => module.NewPlanPage),
    roles: PLANNING,
  },
  {
    path: '/commissions/plans/drafts/:id',
    load: () => import('./plans/DraftPage').then((module) => module.DraftPage),
    roles: FINANCE,
  },
];
