import { AuditOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/audit',
    load: () => import('./AuditList').then((module) => module.AuditList),
    menu: { label: msg`Audit`, icon: <AuditOutlined />, order: 900 },
    roles: FINANCE,
  },
];
