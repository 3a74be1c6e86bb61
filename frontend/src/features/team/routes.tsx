import { TeamOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { OVERSEEING } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/team',
    load: () => import('./TeamPage').then((module) => module.TeamPage),
    menu: { label: msg`Team`, icon: <TeamOutlined />, order: 905 },
    roles: OVERSEEING,
  },
];
