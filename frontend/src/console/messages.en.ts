import { merged } from '@/lib/messages';
import type { Catalog } from '@/lib/messages';

export const messages = merged(
  import.meta.glob<Catalog>(
    ['../locales/en.po', './locales/en.po', '../features/*/locales/en.po'],
    { eager: true },
  ),
);
