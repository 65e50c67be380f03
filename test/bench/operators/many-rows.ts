import { Pool } from 'pg';

/** What operators look among. */
export const MANY = 100_000;

/**
 * Rows of `MANY` accounts with a journey, a hold, a card and a bill each, as the projector would leave them: written by SQL,
 * since it is the looking that is measured. One journey in a hundred is open and stuck, one in ten failed.
 */
export async function fillReadModels(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const each = `from generate_series(1, ${MANY}) n`;
  const at = `timestamptz '2024-05-01' + n * interval '1 second'`;
  const many = `'bench_' || n`;
  try {
    await pool.query(`insert into read_models.onboarding (account_id, region, cards, postpayment, revisions)
      select 'acc_' || ${many}, 'US', 1, 'granted', '{}' ${each}`);
    await pool.query(`insert into read_models.account_emails (account_id, email_hash, revisions)
      select 'acc_' || ${many}, md5('mail' || n), '{}' ${each}`);
    await pool.query(`insert into read_models.payment_methods (account_id, cards, default_card_id, version, revisions)
      select 'acc_' || ${many}, jsonb_build_array(jsonb_build_object('cardId', 'card_' || n, 'brand', 'visa', 'last4',
        lpad((n % 10000)::text, 4, '0'), 'expiry', '2030-12')), 'card_' || n, 1, '{}' ${each}`);
    await pool.query(`insert into read_models.historical_cards (attempt_id, account_id, kind, journey_id, started_position,
        started_at, state, result, card_last4, revisions)
      select ${many}, 'acc_' || ${many}, 'card-addition', ${many}, n, ${at},
        case when n % 100 = 0 then 'open' when n % 10 = 1 then 'failed' else 'succeeded' end,
        case when n % 10 = 1 then 'hold-declined' end, lpad((n % 10000)::text, 4, '0'), '{}' ${each}`);
    await pool.query(`insert into read_models.holds (hold_key, journey_id, account_id, status, amount_minor, currency, rate,
        rate_as_of, rate_source, rounding, hold_id, asked_position, asked_at, release_attempts, revisions)
      select ${many} || '/hold', ${many}, 'acc_' || ${many}, case when n % 100 = 0 then 'asked' else 'voided' end, 100,
        'USD', '1', ${at}, 'bench', 'none', 'hold_' || n, n, ${at}, 1, '{}' ${each}`);
    await pool.query(`insert into read_models.bills (bill_id, account_id, period, number, status, currency, amount_minor,
        issued_at, issued_position, round, tries, revisions)
      select 'acc_' || ${many} || '-2024-04', 'acc_' || ${many}, '2024-04', '2024-' || lpad(n::text, 8, '0'), 'paid',
        'USD', 1234, ${at}, n, 1, 1, '{}' ${each}`);
    // What PostgreSQL does by itself once so much has come.
    await pool.query('vacuum analyze read_models.onboarding, read_models.account_emails, read_models.payment_methods');
    await pool.query('vacuum analyze read_models.historical_cards, read_models.holds, read_models.bills');
  } finally {
    await pool.end();
  }
}
