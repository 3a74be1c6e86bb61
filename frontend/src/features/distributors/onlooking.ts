import dayjs from 'dayjs';

interface Right {
  sinceAt: string;
  untilAt: string | null;
}

/** Rights that held at some time of a day, as the reader's clock has days. */
export function heldOn<R extends Right>(rights: readonly R[], day: dayjs.Dayjs): R[] {
  const [begin, end] = [day.startOf('day'), day.endOf('day')];
  return rights.filter(
    ({ sinceAt, untilAt }) =>
      !dayjs(sinceAt).isAfter(end) && (untilAt === null || dayjs(untilAt).isAfter(begin)),
  );
}
