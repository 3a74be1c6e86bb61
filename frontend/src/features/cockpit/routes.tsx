import { DashboardOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/cockpit',
    load: () => import('./Cockpit').then((module) => module.Cockpit),
    menu: { label: msg`Cockpit`, icon: <DashboardOutlined />, order: 10 },
  },
];
