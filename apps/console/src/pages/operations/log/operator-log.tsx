import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useSearchParams } from 'react-router';
import { Button } from '../../../design/button';
import { TextField } from '../../../design/fields';
import { MoreButton } from '../../../design/more-button';
import { Notice } from '../../../design/notice';
import { Loaded, Page } from '../../../design/page';
import { Nothing } from '../parts/nothing';
import { chainQuery, logQuery } from '../queries';
import { log } from '../words/care';
import { words } from '../words/words';
import { LogLines } from './log-lines';

/** What operators did, the newest first, and whether that record is whole (S20). */
export function OperatorLog() {
  const [address] = useSearchParams();
  const by = address.get('by') ?? '';
  const on = address.get('on') ?? '';
  const query = useInfiniteQuery(logQuery({ ...(by !== '' && { by }), ...(on !== '' && { on }) }));
  return (
    <Page title={log.title} lead={log.lead}>
      <Chain />
      <Filter key={`${by} ${on}`} by={by} on={on} />
      <section className="panel">
        <Loaded query={query}>
          {({ pages }) => {
            const entries = pages.flatMap((page) => page.entries);
            return entries.length === 0 ? <Nothing title={log.empty} /> : <LogLines entries={entries} withThing />;
          }}
        </Loaded>
        <MoreButton query={query} />
      </section>
    </Page>
  );
}

/** The state of the hash chain: each entry carries the hash of the one before it. */
function Chain() {
  const query = useQuery(chainQuery);
  return (
    <section className="stack" aria-live="polite">
      <Loaded query={query}>
        {({ whole, entries, months, broken }) => (
          <Notice kind={whole ? 'success' : 'error'} title={whole ? log.whole : log.broken}>
            <p>
              {broken === undefined
                ? log.wholeText(entries, months)
                : log.brokenText(words.common.logEntry(broken.month, broken.no), log.why[broken.why])}
            </p>
            <Button isPending={query.isFetching} onPress={() => void query.refetch()}>
              {log.verify}
            </Button>
          </Notice>
        )}
      </Loaded>
    </section>
  );
}

function Filter({ by, on }: { readonly by: string; readonly on: string }) {
  const [, setAddress] = useSearchParams();
  const [who, setWho] = useState(by);
  const [what, setWhat] = useState(on);
  const name = who.trim();
  return (
    <Form
      className="filter"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        setAddress({ ...(name !== '' && { by: name }), ...(what.trim() !== '' && { on: what.trim() }) });
      }}
    >
      <TextField label={log.by} name="by" autoComplete="off" maxLength={255} value={who} onChange={setWho} />
      <TextField label={log.on} name="on" autoComplete="off" maxLength={200} value={what} onChange={setWhat} />
      <Button type="submit">{log.show}</Button>
    </Form>
  );
}
