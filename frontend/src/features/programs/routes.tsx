import { ApiOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { OWNING } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/programs',
    load: () => import('./ProgramList').then((module) => module.ProgramList),
    menu: { label: msg`Programs`, icon: <ApiOutlined />, order: 910 },
    roles: OWNING,
  },
];
