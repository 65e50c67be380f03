import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button';
import { Loaded, Page } from '../../../design/page';
import { Facts } from '../parts/facts';
import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import { type Aside, readModelsQuery } from '../queries';
import { useMay } from '../use-operator';
import { inWords } from '../words/in-words';
import { doctor, readModels } from '../words/care';
import { words } from '../words/words';
import { AsideDialog, type AsideAct } from './aside-dialog';
import { ModelLine } from './model-line';
import { RebuildList } from './rebuild-list';

/** X15, Q13: how far the read models are, and what was put aside. */
export function ReadModels() {
  const query = useQuery(readModelsQuery);
  return (
    <Page title={readModels.title} lead={readModels.lead}>
      <Loaded query={query}>
        {({ end, models, putAside }) => (
          <>
            <section className="panel">
              <h2>{doctor.models}</h2>
              <p className="hint">{readModels.end(end)}</p>
              <ul className="models">
                {models.map((model) => (
                  <ModelLine key={model.model} model={model} end={end} />
                ))}
              </ul>
            </section>
            <RebuildList />
            <PutAside entries={putAside} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Acting {
  readonly aside: Aside;
  readonly act: AsideAct;
}

function PutAside({ entries }: { readonly entries: readonly Aside[] }) {
  // Kept here, since an event that was taken in leaves the list while the dialog still tells what was done.
  const [acting, setActing] = useState<Acting>();
  return (
    <section className="stack">
      <h2>{readModels.aside}</h2>
      <p className="hint">{entries.length === 0 ? readModels.none : readModels.asideText}</p>
      {entries.map((aside) => (
        <One key={`${aside.stream} ${aside.revision}`} aside={aside} onAct={(act) => setActing({ aside, act })} />
      ))}
      {acting !== undefined && <AsideDialog {...acting} onClose={() => setActing(undefined)} />}
    </section>
  );
}

interface OneProps {
  readonly aside: Aside;
  readonly onAct: (act: AsideAct) => void;
}

function One({ aside, onAct }: OneProps) {
  const mayAct = useMay('write');
  const { stream, revision, type, cause, putAsideAt, models, heldBack } = aside;
  return (
    <article className="panel" aria-label={`${inWords(type)}, ${stream}`}>
      <h3>{inWords(type)}</h3>
      <p>
        <Id>{stream}</Id> · {words.common.revision.toLowerCase()} {revision}
      </p>
      <Facts
        rows={[
          [readModels.cause, cause],
          [readModels.models, models.map(inWords).join(', ')],
          [readModels.heldBack, heldBack],
          [readModels.since, <Instant key="since" at={putAsideAt} />],
        ]}
      />
      {mayAct ? (
        <div className="actions">
          <Button onPress={() => onAct('retry')}>{readModels.retry.name}</Button>
          <Button look="quiet" onPress={() => onAct('skip')}>
            {readModels.skip.name}
          </Button>
        </div>
      ) : (
        <p>{words.lookOnly}</p>
      )}
    </article>
  );
}
