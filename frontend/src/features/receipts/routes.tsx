import { PayCircleOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { FINANCE } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/receipts',
    load: () => import('./ReceiptList').then((module) => module.ReceiptList),
    menu: { label: msg`Receipts`, icon: <PayCircleOutlined />, order: 310 },
    roles: FINANCE,
  },
];
