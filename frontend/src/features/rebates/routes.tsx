import { AuditOutlined, GiftOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/console/roles';
import { WHOLE_BRAND } from '@/lib/roles';

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
    path: '/rebates/claims',
    load: () => import('./ClaimList').then((module) => module.ClaimList),
    menu: { label: msg`Rebate claims`, icon: <AuditOutlined />, order: 635 },
    roles: WHOLE_BRAND,
  },
  {
    path: '/rebates/claims/settings',
    load: () => import('./ClaimSettings').then((module) => module.ClaimSettings),
    roles: WHOLE_BRAND,
  },
  {
    path: '/rebates/claims/:id',
    load: () => import('./ClaimPage').then((module) => module.ClaimPage),
    roles: WHOLE_BRAND,
  },
  {
    path: '/rebates/:id',
    load: () => import('./RebatePage').then((module) => module.RebatePage),
    roles: FINANCE,
  },
];
