import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, keyed } from '../../../api/client';
import { Button } from '../../../design/button';
import { Notice } from '../../../design/notice';
import { Loaded, Page } from '../../../design/page';
import { ActDialog } from '../act/act-dialog';
import { operatorsApi as api } from '../client';
import { PageOf } from '../log/page-of';
import { Facts } from '../parts/facts';
import { Instant } from '../parts/instant';
import { Nothing } from '../parts/nothing';
import { type Ask, asksQuery, operatorQuery } from '../queries';
import { useMay } from '../use-operator';
import { approvals } from '../words/care';
import { acts } from '../words/explain';
import { inWords } from '../words/in-words';

/** Acts that nobody can take back: one operator asked for them, another says yes. */
export function Approvals() {
  const query = useQuery(asksQuery);
  // Kept here, since an answered ask leaves the list while the dialog still tells what was done.
  const [answering, setAnswering] = useState<Answering>();
  return (
    <Page title={approvals.title} lead={approvals.lead}>
      <Loaded query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Nothing title={approvals.empty} />
          ) : (
            <div className="stack">
              {entries.map((ask) => (
                <One key={ask.name} ask={ask} onAnswer={(answer) => setAnswering({ ask, answer })} />
              ))}
            </div>
          )
        }
      </Loaded>
      {answering !== undefined && <AnswerDialog {...answering} onClose={() => setAnswering(undefined)} />}
    </Page>
  );
}

type Answer = 'approve' | 'refuse';

interface Answering {
  readonly ask: Ask;
  readonly answer: Answer;
}

interface OneProps {
  readonly ask: Ask;
  readonly onAnswer: (answer: Answer) => void;
}

function One({ ask, onAnswer }: OneProps) {
  const { name, act, on, by, why, details, at, lapsesAt } = ask;
  const me = useQuery(operatorQuery).data?.operator;
  const mayApprove = useMay('approve');
  const mayRefuse = useMay('write');
  return (
    <article className="panel" aria-label={`${inWords(act)}, ${name}`}>
      <h2>{inWords(act)}</h2>
      <p>“{why}”</p>
      <Facts
        rows={[
          [approvals.on, <PageOf key="on" on={on} />],
          [approvals.by, by],
          [approvals.at, <Instant key="at" at={at} />],
          [approvals.until, <Instant key="until" at={lapsesAt} />],
          ...Object.entries(details)
            .filter(([key]) => key !== 'act')
            .map(([key, value]) => [inWords(key), value] as const),
        ]}
      />
      {me === by && <p className="hint">{approvals.own}</p>}
      {!mayRefuse && <p>{approvals.lookOnly}</p>}
      <div className="actions">
        {mayApprove && me !== by && (
          <Button look="primary" onPress={() => onAnswer('approve')}>
            {approvals.approve.name}
          </Button>
        )}
        {mayRefuse && (
          <Button onPress={() => onAnswer('refuse')}>{me === by ? approvals.takeBack : approvals.refuse.name}</Button>
        )}
      </div>
    </article>
  );
}

interface AnswerDialogProps extends Answering {
  readonly onClose: () => void;
}

function AnswerDialog({ ask: { name, act, on }, answer, onClose }: AnswerDialogProps) {
  const { title, confirm } = approvals[answer];
  const isYes = answer === 'approve';
  return (
    <ActDialog
      title={title}
      confirm={confirm}
      isDangerous={isYes}
      onClose={onClose}
      send={async ({ reason, key }) => {
        const params = { path: { ask: name }, ...keyed(key) };
        const route = isYes ? 'approvals' : 'refusals';
        const exchange = api.POST(`/v1/operations/asks/{ask}/${route}`, { params, body: { reason } });
        const { did, entry } = await answered(exchange);
        return { words: did, entry };
      }}
    >
      <Notice kind={isYes ? 'warning' : 'info'} title={acts.willDo}>
        <p>{isYes ? approvals.approve.text(inWords(act), on) : approvals.refuse.text}</p>
      </Notice>
    </ActDialog>
  );
}
