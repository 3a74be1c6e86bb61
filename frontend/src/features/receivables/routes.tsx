import { AccountBookOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/receivables',
    load: () => import('./ReceivableList').then((module) => module.ReceivableList),
    menu: { label: msg`Receivables`, icon: <AccountBookOutlined />, order: 300 },
  },
];
