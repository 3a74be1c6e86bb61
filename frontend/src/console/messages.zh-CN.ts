import { merged } from '@/lib/messages';
import type { Catalog } from '@/lib/messages';

export const messages = merged(
  import.meta.glob<Catalog>(
    ['../locales/zh-CN.po', './locales/zh-CN.po', '../features/*/locales/zh-CN.po'],
    { eager: true },
  ),
);
