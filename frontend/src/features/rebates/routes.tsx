import { GiftOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/console/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/rebates',
    load: () => import('./RebateList').then((module) => module.RebateList),
    menu: { label: msg`Rebates`, icon: <GiftOutlined />, order: 630 },
    roles: FINANCE,
  },
  {
    path: '/rebates/plans',
    load: () => import('./RebatePlanPage').then((module) => module.RebatePlanPage),
    roles: FINANCE,
  },
  {
    path: '/rebates/:id',
    load: () => import('./RebatePage').then((module) => module.RebatePage),
    roles: FINANCE,
  },
];
