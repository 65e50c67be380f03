import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../design/button';
import { TextField } from '../../../design/fields';
import { Loaded, Page } from '../../../design/page';
import { BillStateLinks } from '../bills/bill-state-links';
import { Id } from '../parts/id';
import { Nothing } from '../parts/nothing';
import { State } from '../parts/state';
import { searchQuery, type Thing } from '../queries';
import { inWords } from '../words/in-words';
import { words } from '../words/words';
import { choiceIn } from './choice';
import { JourneyList } from './journey-list';
import { StateTiles } from './state-tiles';

const ONE_WORD = /^[A-Za-z0-9_/:.-]{1,120}$/;
const MONTH = /^\d{4}-\d\d$/;

/** Anything by its id; journeys and bills by how they stand. */
export function Find() {
  const { find } = words;
  const [address] = useSearchParams();
  const q = address.get('q') ?? '';
  const choice = choiceIn(address);
  const isList = Object.keys(choice).length > 0;
  return (
    <Page title={find.title} lead={find.lead}>
      <SearchBox key={q} q={q} />
      {ONE_WORD.test(q) && <Named q={q} />}
      <section className="stack">
        <h2>{find.lists}</h2>
        <StateTiles chosen={choice.state} />
        {isList && <JourneyList choice={choice} />}
      </section>
      {!isList && (
        <section className="stack">
          <h2>{find.bills}</h2>
          <BillStateLinks />
        </section>
      )}
    </Page>
  );
}

function SearchBox({ q }: { readonly q: string }) {
  const { find } = words;
  const [text, setText] = useState(q);
  const [wasAsked, setWasAsked] = useState(false);
  const navigate = useNavigate();
  const word = text.trim();
  const isWord = ONE_WORD.test(word);
  return (
    <Form
      className="field-and-button"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (!isWord) return;
        void navigate(MONTH.test(word) ? `/operations/runs/${word}` : `/operations/find?q=${encodeURIComponent(word)}`);
      }}
    >
      <TextField
        label={find.box}
        name="q"
        autoComplete="off"
        value={text}
        onChange={setText}
        error={wasAsked && !isWord ? find.invalid : undefined}
      />
      <Button type="submit" look="primary">
        {find.go}
      </Button>
    </Form>
  );
}

function Named({ q }: { readonly q: string }) {
  const { find } = words;
  const query = useQuery(searchQuery(q));
  return (
    <section className="stack" aria-live="polite">
      <h2>{find.found(q)}</h2>
      <Loaded query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Nothing title={find.none(q)}>
              <p>{find.noneText}</p>
            </Nothing>
          ) : (
            <ul className="lines">
              {entries.map((thing) => (
                <Found key={`${thing.kind} ${thing.id}`} thing={thing} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Found({ thing: { kind, id, accountId, state, what } }: { readonly thing: Thing }) {
  const to = pageOf({ kind, id, accountId });
  return (
    <li className="line">
      <div>
        <p className="line-title">
          {inWords(kind)} {to === undefined ? <Id>{id}</Id> : <Link to={to}>{id}</Link>}
        </p>
        <p className="hint">{what}</p>
      </div>
      <div className="line-right">
        <State>{state}</State>
        {kind !== 'account' && <Link to={`/operations/accounts/${accountId}`}>{words.common.account}</Link>}
      </div>
    </li>
  );
}

/** The page of a thing; what has none of its own is told on the page of what it belongs to. */
function pageOf({ kind, id, accountId }: Pick<Thing, 'kind' | 'id' | 'accountId'>): string | undefined {
  switch (kind) {
    case 'account':
      return `/operations/accounts/${id}`;
    case 'card':
      return `/operations/accounts/${accountId}`;
    case 'journey':
      return `/operations/journeys/${id}`;
    case 'hold':
      return `/operations/journeys/${id.replace(/\/.*$/, '')}`;
    case 'bill':
      return `/operations/bills/${id}`;
    default:
      return undefined;
  }
}
