import { sql } from 'kysely';
import type { ReadModels } from '../database';

/** Something that an operator may look for: what it is, whose, how it stands, and its own words for more. */
export interface FoundThing {
  readonly kind: 'account' | 'journey' | 'card' | 'hold' | 'bill' | 'run';
  readonly id: string;
  readonly accountId: string;
  readonly state: string;
  readonly what: string;
}

/** How many of each kind are told. */
const MOST = 20;

/**
 * Everything that `text` names: the id of an account, journey, card, hold or bill, the number of a bill, the month of a
 * deduction run, or the last four digits of a card. Only whole ids are found: each search is one look into an index.
 */
export async function findThings(db: ReadModels, text: string): Promise<readonly FoundThing[]> {
  const { rows } = await sql<FoundThing>`
    with holding as materialized (
      select account_id, cards from read_models.payment_methods
        where cards @> ${someCard('last4', text)} or cards @> ${someCard('cardId', text)})
    (select 'account' as kind, account_id as id, account_id as "accountId", postpayment as state,
        coalesce(region, '') || ', ' || cards || ' cards' as what
      from read_models.onboarding where account_id = ${text} limit ${MOST})
    union all
    (select 'journey', attempt_id, account_id, state, kind || coalesce(', ' || card_last4, '')
      from read_models.historical_cards where kind <> 'card-removal' and attempt_id = ${text})
    union all
    (select 'journey', attempt_id, account_id, state, kind || coalesce(', ' || card_last4, '')
      from read_models.historical_cards
      where kind <> 'card-removal' and card_last4 = ${text} and attempt_id <> ${text}
      order by started_position desc limit ${MOST})
    union all
    (select 'card', card ->> 'cardId', account_id, case when card ? 'blocked' then 'blocked' else 'on file' end,
        (card ->> 'brand') || ' ' || (card ->> 'last4') || ', ' || (card ->> 'expiry')
      from holding, jsonb_array_elements(cards) card
      where card ->> 'last4' = ${text} or card ->> 'cardId' = ${text}
      limit ${MOST})
    union all
    (select 'hold', hold_key, account_id, status, currency || ' ' || amount_minor || ', asked ' || asked_at
      from read_models.holds where hold_key = any(array[${text}, ${text} || '/hold']) or hold_id = ${text} limit ${MOST})
    union all
    (select 'bill', bill_id, account_id, status, number || ', ' || currency || ' ' || amount_minor
      from read_models.bills where bill_id = ${text} or number = ${text} limit ${MOST})
    union all
    (select 'run', period, coalesce(started_by, ''), status,
        coalesce(counts ->> 'issued', '0') || ' issued, ' || coalesce(counts ->> 'paid', '0') || ' paid'
      from read_models.deduction_runs where period = ${text} limit 1)`.execute(db.withoutPlugins());
  return rows;
}

/**
 * A list with a card of which this is known. Said as a query of its own: where the planner sees the value, it takes one
 * digit group in a hundred for so frequent that it reads the whole table, which took 200 ms among 100,000 accounts.
 */
const someCard = (field: 'last4' | 'cardId', text: string) =>
  sql`(select jsonb_build_array(jsonb_build_object(${sql.lit(field)}, ${text}::text)))`;

/** The accounts of an address, by the keyed digest of it. */
export async function accountsOfEmail(db: ReadModels, emailHash: string): Promise<readonly FoundThing[]> {
  const { rows } = await sql<FoundThing>`
    select 'account' as kind, a.account_id as id, a.account_id as "accountId", coalesce(o.postpayment, 'none') as state,
        coalesce(o.region, '') || ', ' || coalesce(o.cards, 0) || ' cards' as what
      from read_models.account_emails a left join read_models.onboarding o on o.account_id = a.account_id
      where a.email_hash = ${emailHash} order by a.account_id limit ${MOST}`.execute(db.withoutPlugins());
  return rows;
}
