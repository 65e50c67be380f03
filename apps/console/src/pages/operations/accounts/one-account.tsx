import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answered, keyed } from '../../../api/client';
import { Button } from '../../../design/button';
import { Notice } from '../../../design/notice';
import { Loaded, Page } from '../../../design/page';
import { useWords } from '../../../words/words';
import { ActDialog } from '../act/act-dialog';
import { BillList } from '../bills/bill-list';
import { operatorsApi as api } from '../client';
import { Timeline } from '../explain/timeline';
import { JourneyList } from '../find/journey-list';
import { EvidenceButton } from '../parts/evidence-button';
import { Facts } from '../parts/facts';
import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import { State } from '../parts/state';
import { accountTimelineQuery, forecastQuery, walletQuery } from '../queries';
import { useMay } from '../use-operator';
import { accounts } from '../words/bills';
import { acts } from '../words/explain';
import { inWords } from '../words/in-words';

/** One account: its cards, the coming third, its journeys, what happened, and its bills. */
export function ExplainAccount() {
  const { accountId = '' } = useParams();
  const mayAct = useMay('write');
  const [isBilling, setIsBilling] = useState(false);
  const { risk } = accounts;
  return (
    <Page
      title={accounts.title(accountId)}
      actions={mayAct && <Button onPress={() => setIsBilling(true)}>{risk.name}</Button>}
    >
      <div className="beside">
        <Cards accountId={accountId} />
        <Forecast accountId={accountId} />
      </div>
      <section className="stack">
        <h2>{accounts.journeys}</h2>
        <JourneyList choice={{ account: accountId }} />
      </section>
      <History accountId={accountId} />
      <section className="stack">
        <h2>{accounts.bills}</h2>
        <BillList choice={{ accountId }} />
      </section>
      {isBilling && <BillAtOnce accountId={accountId} onClose={() => setIsBilling(false)} />}
    </Page>
  );
}

function History({ accountId }: { readonly accountId: string }) {
  const query = useQuery(accountTimelineQuery(accountId));
  return (
    <section className="panel">
      <h2>{accounts.history}</h2>
      <p className="hint">{accounts.historyText}</p>
      <Loaded query={query}>
        {({ entries, facts }) => (
          <>
            <Timeline facts={entries} />
            {facts > entries.length && <p className="hint">{accounts.older(facts - entries.length)}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Cards({ accountId }: { readonly accountId: string }) {
  const query = useQuery(walletQuery(accountId));
  return (
    <section className="panel">
      <h2>{accounts.cards}</h2>
      <Loaded query={query}>
        {({ cards, gate, at }) => (
          <>
            <Facts
              rows={[
                [accounts.gate, gate.allowed ? accounts.yes : accounts.no(gate.missing.map(inWords).join(', '))],
                [accounts.asOf, <Instant key="at" at={at} />],
              ]}
            />
            {cards.length === 0 && <p className="hint">{accounts.noCards}</p>}
            <ol className="small-lines">
              {cards.map(({ cardId, brand, last4, expiry, isDefault, isExpired, blocked }) => (
                <li key={cardId}>
                  <p>
                    <strong>
                      {inWords(brand)} •••• {last4}
                    </strong>{' '}
                    {expiry} {isDefault && <span className="mark mark-plain">{accounts.default}</span>}{' '}
                    {isExpired && <State>{accounts.expired}</State>} {blocked && <State>{accounts.blocked}</State>}
                  </p>
                  <p className="hint">
                    <Id>{cardId}</Id>
                  </p>
                  <div className="small-acts">
                    <EvidenceButton kind="card" id={cardId} />
                  </div>
                </li>
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Forecast({ accountId }: { readonly accountId: string }) {
  const { formats } = useWords();
  const query = useQuery(forecastQuery(accountId));
  return (
    <section className="panel">
      <h2>{accounts.forecast}</h2>
      <Loaded query={query}>
        {({ dueAt, amount, cards, firstCardId }) => {
          const first = cards.find(({ cardId }) => cardId === firstCardId);
          return (
            <Facts
              rows={[
                [accounts.due, <Instant key="due" at={dueAt} />],
                [
                  accounts.amount,
                  amount === undefined || amount.minor === 0 ? accounts.nothing : formats.money(amount),
                ],
                [accounts.first, first === undefined ? accounts.none : `${inWords(first.brand)} •••• ${first.last4}`],
              ]}
            />
          );
        }}
      </Loaded>
    </section>
  );
}

function BillAtOnce({ accountId, onClose }: { readonly accountId: string; readonly onClose: () => void }) {
  const { risk } = accounts;
  return (
    <ActDialog
      title={risk.title}
      confirm={risk.confirm}
      isDangerous
      onClose={onClose}
      send={async ({ reason, key }) => {
        const params = { path: { accountId }, ...keyed(key) };
        const exchange = api.POST('/v1/operations/accounts/{accountId}/risk-bills', { params, body: { reason } });
        return { words: risk.did((await answered(exchange)).billId) };
      }}
    >
      <Notice kind="warning" title={acts.willDo}>
        <p>{risk.text}</p>
      </Notice>
    </ActDialog>
  );
}
