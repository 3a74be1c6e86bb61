import { start } from '@/app/start';
import { Portal } from './Portal';
import { loadMessages } from './messages';

start({ base: '/portal', load: loadMessages, children: <Portal /> });
