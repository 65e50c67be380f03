import { useWords } from '../words/words';
import { Button } from './button';

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The next page of a list, under what is there already. */
export function MoreButton({ query }: { readonly query: Paged }) {
  const { frame } = useWords().messages;
  if (!query.hasNextPage) return null;
  return (
    <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
      {frame.more}
    </Button>
  );
}
