import { useQuery } from 'urql';
import { ChannelChoicesDocument } from '@/generated/graphql';
import type { ChannelChoicesQuery } from '@/generated/graphql';

export type ChannelChoice = ChannelChoicesQuery['channels']['nodes'][number];

/** All channels of the brand: there are few, and every choice of one shows them all. */
export function useChannels(): readonly ChannelChoice[] {
  const [{ data }] = useQuery({ query: ChannelChoicesDocument, requestPolicy: 'cache-first' });
  return data?.channels.nodes ?? [];
}
