export { useDeed } from '@/lib/useDeed';
export type { Deed, Fault, Refusal } from '@/lib/useDeed';
