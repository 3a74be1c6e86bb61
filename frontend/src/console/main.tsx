import { start } from '@/app/start';
import { Console } from './Console';
import { loadMessages } from './messages';

start({ base: '/console', load: loadMessages, children: <Console /> });
