import { Plural } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { TodayDocument } from '@/generated/graphql';
import { daysBetween } from '@/lib/dates';

/** How long something is overdue, by the business day of the brand. */
export function DaysLate({ dueOn }: { dueOn: string }) {
  const [{ data }] = useQuery({ query: TodayDocument, requestPolicy: 'cache-first' });
  if (!data) return null;
  const days = daysBetween(dueOn, data.viewer.today);
  return (
    <span className="t-soft item-late">
      <Plural value={days} one="# day" other="# days" />
    </span>
  );
}
