import { useEffect, useRef, useState } from 'react';
import type { Deed } from '@/lib/useDeed';

/** What the server makes of nothing at first, and then of what is supposed. */
export function useEstimate<Input, Done>(deed: Deed<{ input: Input }, Done>, nothing: Input) {
  const [seen, setSeen] = useState<Done | null>(null);
  const begin = useRef(() => deed.run({ input: nothing }));
  useEffect(() => {
    let isGone = false;
    void begin.current().then((done) => {
      if (!isGone) setSeen(done);
    });
    return () => {
      isGone = true;
    };
  }, []);
  const suppose = async (input: Input): Promise<void> => {
    const done = await deed.run({ input });
    if (done) setSeen(done);
  };
  return { seen, suppose };
}
