import type { ConsoleRoute } from '@/console/routes';

export const routes: readonly ConsoleRoute[] = [
  { path: '/tasks', load: () => import('./TaskList').then((module) => module.TaskList) },
];
