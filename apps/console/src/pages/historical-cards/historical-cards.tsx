import { useInfiniteQuery } from '@tanstack/react-query';
import { historyQuery, type Attempt } from '../../api/queries';
import { ButtonLink } from '../../design/button';
import { CardMark } from '../../design/card-mark';
import { MoreButton } from '../../design/more-button';
import { Empty, Loaded, Page } from '../../design/page';
import { cardName } from '../../words/card-name';
import { resultText, wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';
import { AddCardButton } from '../complete-information/add-card';
import { WhatNow } from './result';
import { TicketButton } from './ticket';

/** Historical Cards: every attempt, newest first, with its Result in words and what to do next (R31–33, X9). */
export function HistoricalCards() {
  const { history } = useWords().messages;
  const query = useInfiniteQuery(historyQuery);
  return (
    <Page title={history.title} lead={history.lead}>
      <Loaded query={query}>
        {({ pages }) => {
          const attempts = pages.flatMap((page) => page.entries);
          if (attempts.length === 0) return <Empty icon="clock" title={history.empty} />;
          const newest = attempts.find(({ state }) => state === 'failed')?.attemptId;
          return (
            <ol className="lines">
              {attempts.map((attempt) => (
                <Line key={attempt.attemptId} attempt={attempt} isNewestFailure={attempt.attemptId === newest} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </Page>
  );
}

function Line({ attempt, isNewestFailure }: { readonly attempt: Attempt; readonly isNewestFailure: boolean }) {
  const { messages, formats } = useWords();
  const { history } = messages;
  const { kind, state, card, startedAt, endedAt } = attempt;
  return (
    <li className="line line-attempt">
      <CardMark brand={card?.brand} />
      <div>
        <p className="line-title">{card ? cardName(card, messages) : history.noCard}</p>
        <p className="hint">
          {wordOf(history.kindsTried, kind, history.kindsTried.other)} ·{' '}
          <time dateTime={endedAt ?? startedAt}>{formats.dateTime(endedAt ?? startedAt)}</time>
        </p>
      </div>
      <div className="line-right">
        <p className={`state state-${state}`}>{wordOf(history.states, state)}</p>
      </div>
      {(state === 'failed' || attempt.result) && <Outcome attempt={attempt} isNewestFailure={isNewestFailure} />}
      {state === 'open' && kind === 'card-addition' && (
        <div className="line-more">
          <ButtonLink to={`/complete-information/${attempt.journeyId}`}>{history.goOn}</ButtonLink>
        </div>
      )}
    </li>
  );
}

/** The Result: why it failed, or that the hold of a card which is fine goes back late. */
function Outcome({ attempt, isNewestFailure }: { readonly attempt: Attempt; readonly isNewestFailure: boolean }) {
  const { messages } = useWords();
  const { history } = messages;
  const { tryAgainAfter, kind } = attempt;
  const outcome = attempt.result && { ...attempt.result, tryAgainAfter };
  const { sentence } = resultText(outcome, messages);
  return (
    <div className="line-more">
      <dl className="result">
        <dt>{history.result}</dt>
        <dd>{sentence}</dd>
        <WhatNow outcome={outcome} />
      </dl>
      <div className="actions">
        {isNewestFailure && kind === 'card-addition' && <AddCardButton look="secondary">{history.again}</AddCardButton>}
        <TicketButton attemptId={attempt.attemptId} result={sentence} />
      </div>
    </div>
  );
}
