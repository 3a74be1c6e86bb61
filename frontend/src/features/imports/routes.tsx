import { InboxOutlined, WarningOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { IMPORTING, WHOLE_BRAND } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/imports',
    load: () => import('./ImportRunList').then((module) => module.ImportRunList),
    menu: { label: msg`Imports`, icon: <InboxOutlined />, order: 110 },
    roles: WHOLE_BRAND,
  },
  {
    path: '/imports/new',
    load: () => import('./ImportWizard').then((module) => module.ImportWizard),
    roles: IMPORTING,
  },
  {
    path: '/imports/:id',
    load: () => import('./ImportRunPage').then((module) => module.ImportRunPage),
  },
  {
    path: '/quarantine',
    load: () => import('./QuarantineList').then((module) => module.QuarantineList),
    menu: { label: msg`Quarantine`, icon: <WarningOutlined />, order: 120 },
    roles: WHOLE_BRAND,
  },
];
