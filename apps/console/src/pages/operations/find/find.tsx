import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Problem } from '../../../design/notice';
import { Loaded, Page } from '../../../design/page';
import { BillStateLinks } from '../bills/bill-state-links';
import { searchQuery } from '../queries';
import { words } from '../words/words';
import { choiceIn } from './choice';
import { JourneyList } from './journey-list';
import { ONE_WORD, SearchBox } from './search-box';
import { StateTiles } from './state-tiles';
import { Things } from './things';
import { usePersonSearch } from './use-person-search';

/** Anything by its id, a person by their address or number; journeys and bills by how they stand. */
export function Find() {
  const { find } = words;
  const [address] = useSearchParams();
  const q = address.get('q') ?? '';
  const choice = choiceIn(address);
  const isList = Object.keys(choice).length > 0;
  const persons = usePersonSearch();
  const [isPerson, setIsPerson] = useState(false);
  return (
    <Page title={find.title} lead={find.lead}>
      <SearchBox
        key={q}
        q={q}
        onPerson={(text) => {
          setIsPerson(true);
          persons.mutate(text);
        }}
        onWord={() => setIsPerson(false)}
      />
      <section className="stack" aria-live="polite">
        {isPerson && persons.data !== undefined && <Things entries={persons.data} none={find.nobody} />}
        {isPerson && <Problem error={persons.error} />}
        {!isPerson && ONE_WORD.test(q) && <Named q={q} />}
      </section>
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

function Named({ q }: { readonly q: string }) {
  const { find } = words;
  const query = useQuery(searchQuery(q));
  return (
    <>
      <h2>{find.found(q)}</h2>
      <Loaded query={query}>{({ entries }) => <Things entries={entries} none={find.none(q)} />}</Loaded>
    </>
  );
}
