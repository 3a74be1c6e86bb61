import { CalendarOutlined, FileTextOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/console/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/settlement',
    load: () => import('./SettlementHome').then((module) => module.SettlementHome),
    menu: { label: msg`Settlement`, icon: <CalendarOutlined />, order: 600 },
    roles: FINANCE,
  },
  {
    path: '/statements',
    load: () => import('./StatementList').then((module) => module.StatementList),
    menu: { label: msg`Statements`, icon: <FileTextOutlined />, order: 610 },
    roles: FINANCE,
  },
  {
    path: '/statements/:id',
    load: () => import('./StatementPage').then((module) => module.StatementPage),
    roles: FINANCE,
  },
];
