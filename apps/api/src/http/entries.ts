import type { Page } from '@onfile/read-models';

/** A list in pages, newest first. `next` is the cursor of the page after it; absent on the last one. */
export interface EntriesPage<Entry> {
  readonly entries: readonly Entry[];
  readonly next?: string;
}

/** A page of a read model as it is answered. */
export const entriesOf = <Item, Entry = Item>(
  { items, next }: Page<Item>,
  entryOf: (item: Item) => Entry = (item) => item as unknown as Entry,
): EntriesPage<Entry> => ({ entries: items.map(entryOf), ...(next === undefined ? {} : { next }) });
