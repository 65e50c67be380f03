import type Database from 'better-sqlite3';
import { scenarioNamed } from '../scenarios/catalogue';
import type { Scenario } from '../scenarios/scenario';
import type { Brand } from './card-number';

/** A card as the bank keeps it behind a token: without its number and its security code. */
export interface Card {
  readonly token: string;
  readonly scenario: Scenario;
  readonly brand: Brand;
  readonly last4: string;
  /** `YYYY-MM`, good to the last day of that month. */
  readonly expiry: string;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The bank's digest of the number: two tokens of one card have the same. */
  readonly fingerprint: string;
  readonly at: string;
  readonly deletedAt?: string;
  /** Token of the card that was issued in place of this one. */
  readonly replacedBy?: string;
  /** How many bills came so far; counted only where the scenario changes with it. */
  readonly bills: number;
}

/** The cards of the bank by token. */
export interface Cards {
  find(token: string): Card | undefined;
  /** How many tokens the card with this fingerprint was given so far. */
  tokensOf(fingerprint: string): number;
  add(card: Omit<Card, 'bills'>): void;
  countBill(token: string): void;
  /** The token stands for nothing any more; the card itself goes on under its other tokens. */
  destroy(token: string, at: string): void;
  replace(token: string, by: string): void;
}

interface Row {
  readonly token: string;
  readonly scenario: string;
  readonly brand: Brand;
  readonly last4: string;
  readonly expiry: string;
  readonly funding: Card['funding'];
  readonly country: string;
  readonly fingerprint: string;
  readonly at: string;
  readonly deleted_at: string | null;
  readonly replaced_by: string | null;
  readonly bills: number;
}

export function cardsIn(db: Database.Database): Cards {
  const find = db.prepare<[string], Row>('SELECT * FROM cards WHERE token = ?');
  const count = db.prepare<[string], { tokens: number }>('SELECT count(*) AS tokens FROM cards WHERE fingerprint = ?');
  const insert = db.prepare(
    `INSERT INTO cards (token, scenario, brand, last4, expiry, funding, country, fingerprint, at)
     VALUES (@token, @scenario, @brand, @last4, @expiry, @funding, @country, @fingerprint, @at)`,
  );
  const countBill = db.prepare('UPDATE cards SET bills = bills + 1 WHERE token = ?');
  const destroy = db.prepare('UPDATE cards SET deleted_at = ? WHERE token = ? AND deleted_at IS NULL');
  const replace = db.prepare('UPDATE cards SET replaced_by = ? WHERE token = ?');
  return {
    find(token) {
      const row = find.get(token);
      return row && cardOf(row);
    },
    tokensOf: (fingerprint) => count.get(fingerprint)?.tokens ?? 0,
    add: (card) => void insert.run({ ...card, scenario: card.scenario.name }),
    countBill: (token) => void countBill.run(token),
    destroy: (token, at) => void destroy.run(at, token),
    replace: (token, by) => void replace.run(by, token),
  };
}

function cardOf({ deleted_at, replaced_by, scenario, ...row }: Row): Card {
  return {
    ...row,
    scenario: scenarioNamed(scenario),
    deletedAt: deleted_at ?? undefined,
    replacedBy: replaced_by ?? undefined,
  };
}

/** True once the last day of the card's month is over (UTC). */
export const isExpired = (expiry: string, at: string): boolean => expiry < at.slice(0, 7);
