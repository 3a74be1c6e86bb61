/** Reads of a document that may say anything. */

export type Json = Record<string, unknown>;

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const words = (value: unknown): string =>
  Array.isArray(value) ? value.map(text).join(', ') : '';

export const records = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

export const without = (of: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)));
