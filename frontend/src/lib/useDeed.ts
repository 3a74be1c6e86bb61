import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { CONFIRMATION_NEEDED, askConfirmation } from '@/lib/confirmation';
import { problemOf } from '@/lib/problem';
import type { Problem } from '@/lib/problem';

export interface Refusal {
  code: string;
  message: string;
}

/** Why something was not done: it was understood and declined, or it did not get that far. */
export type Fault = { kind: 'refused'; refusal: Refusal } | { kind: 'problem'; problem: Problem };

type Refused = Refusal & { __typename: 'Refused' };

interface Answer {
  __typename: string;
}

export interface Deed<Variables, Done> {
  /** Do it; null when it was not done, and then `fault` says why. */
  run: (variables: Variables) => Promise<Done | null>;
  isBusy: boolean;
  fault: Fault | null;
  clear: () => void;
}

/** Run a mutation whose result is a payload or a refusal. */
export function useDeed<Data, Variables extends AnyVariables, Result extends Answer>(
  document: TypedDocumentNode<Data, Variables>,
  resultOf: (data: Data) => Result | Refused | null,
): Deed<Variables, Exclude<Result, Refused>> {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  const run = async (variables: Variables): Promise<Exclude<Result, Refused> | null> => {
    setIsBusy(true);
    setFault(null);
    const once = async () => {
      const { data, error } = await client.mutation(document, variables).toPromise();
      return { error, result: data ? resultOf(data) : null };
    };
    let { error, result } = await once();
    const code = result?.__typename === 'Refused' ? (result as Refused).code : '';
    if (code === CONFIRMATION_NEEDED && (await askConfirmation()))
      ({ error, result } = await once());
    setIsBusy(false);
    if (result?.__typename === 'Refused') {
      const { code, message } = result as Refused;
      setFault({ kind: 'refused', refusal: { code, message } });
      return null;
    }
    if (error || !result) {
      setFault({
        kind: 'problem',
        problem: error ? problemOf(error) : { kind: 'unexpected', requestId: null },
      });
      return null;
    }
    return result as Exclude<Result, Refused>;
  };
  const clear = useCallback(() => {
    setFault(null);
  }, []);
  return { run, isBusy, fault, clear };
}
