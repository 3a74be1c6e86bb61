import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { AgeingBucketName } from '@/generated/graphql';

interface Bucket {
  name: AgeingBucketName;
  label: MessageDescriptor;
  /** Days alone, for where there is little room. */
  short?: string;
  /** How many days after the due day; undefined when the bucket is open on that side. */
  since?: number;
  until?: number;
}

export const BUCKETS: readonly Bucket[] = [
  { name: 'NOT_DUE', label: msg`Not due yet`, until: 0 },
  { name: 'DAYS_1_30', label: msg`1–30 days`, short: '1–30', since: 1, until: 30 },
  { name: 'DAYS_31_60', label: msg`31–60 days`, short: '31–60', since: 31, until: 60 },
  { name: 'DAYS_61_90', label: msg`61–90 days`, short: '61–90', since: 61, until: 90 },
  { name: 'OVER_90', label: msg`Over 90 days`, short: '> 90', since: 91 },
];

/** The day that lies so many days before another one. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/** The list of open items that a bucket adds up, by the days on which they are due. */
export function hrefOf({ since, until }: Bucket, today: string, currency: string): string {
  const query = new URLSearchParams({ state: 'open', currency, creditor: 'brand' });
  if (until !== undefined) query.set('dueFrom', daysBefore(today, until));
  if (since !== undefined) query.set('dueUntil', daysBefore(today, since));
  return `/receivables?${query.toString()}`;
}
