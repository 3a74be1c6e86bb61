import { CalendarOutlined, FileTextOutlined, QuestionCircleOutlined } from '@ant-design/icons';
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
    path: '/disputes',
    load: () => import('./DisputeList').then((module) => module.DisputeList),
    menu: { label: msg`Disputed lines`, icon: <QuestionCircleOutlined />, order: 615 },
    roles: FINANCE,
  },
  {
    path: '/statements/:id',
    load: () => import('./StatementPage').then((module) => module.StatementPage),
    roles: FINANCE,
  },
];
