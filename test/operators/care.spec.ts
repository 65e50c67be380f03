import { accountStory, chance } from '@onfile/read-models/testing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { ownStack } from '../disturbed/own-stack';
import { fillLog } from '../projection/fill-log';
import { onfileAt, startOnfile } from './operator';

const MINUTE_MS = 60_000;
const JOURNEYS = 12;
const UNKNOWN = 1_988;
const ALERTS = join(__dirname, '../../infra/prometheus/alerts.yml');

describe('operators care for read models, and for many journeys at once', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);

  it(
    'X15 X2 a read model damaged on purpose is found, compared, rebuilt beside the live one, and swapped in',
    async () => {
      const { onfile, stack } = own();
      const customer = await onfile.register({ region: 'US' });
      const atCard = await customer.reachCard();
      const { journeyId } = atCard;
      await customer.submitCard(atCard, { number: mintCardNumber() });
      await customer.untilReleased(journeyId, MINUTE_MS);
      expect(await run('read-models', 'verify', 'holds')).toMatchObject({ code: 0 });
      const [day = ''] = /\d{4}-\d{2}-\d{2}(?=.* HoldAsked)/.exec((await run('explain', journeyId)).out) ?? [];
      const even = {
        code: 0,
        out: expect.stringMatching(/hold +voided +1 +USD 100[\s\S]*USD +1 +1 +0 +0 +even/) as string,
      };
      expect(await run('ledger', day)).toMatchObject(even);
      expect(await run('ledger', 'soon')).toMatchObject({ code: 2, err: expect.stringContaining('day: ') as string });

      const pool = new Pool({ connectionString: stack.urls.database, max: 1 });
      await pool.query(`update read_models.holds set status = 'placed' where journey_id = $1`, [journeyId]);
      await pool.end();
      const found = await run('read-models', 'verify', 'holds');
      expect(found).toMatchObject({ code: 1, out: expect.stringContaining(`${journeyId}/hold`) as string });
      const compared = await run('read-models', 'compare', 'holds', '--why', 'a row looks odd');
      expect(compared).toMatchObject({
        code: 1,
        out: expect.stringContaining('DIFFERENT: 1 rows only live') as string,
      });
      expect((await run('find', journeyId)).out).toContain('placed');
      const uneven = { code: 1, out: expect.stringContaining('NOT EVEN') as string };
      expect(await run('ledger', day)).toMatchObject(uneven);

      const rebuilt = await run('read-models', 'rebuild', 'holds', '--why', 'a row was found to be odd');
      expect(rebuilt).toMatchObject({ code: 0, out: expect.stringContaining('swapped in') as string });
      expect((await run('read-models', 'verify', 'holds')).code).toBe(0);
      expect((await run('find', journeyId)).out).toContain('voided');
      expect(await run('ledger', day)).toMatchObject(even);
      const { out } = await run('log', '--on', 'readModel/holds');
      expect(out.indexOf('rebuild')).toBeLessThan(out.indexOf('compare'));
      expect((await run('explain', journeyId)).out).toMatch(/HoldVoided .*USD 100 +USD 0/);
    },
    3 * MINUTE_MS,
  );

  it(
    'Q13 an event that no build can read: found, tried again, let go of by two; its stream goes on',
    async () => {
      const { stack } = own();
      await fillLog(stack.urls.eventLog, accountStory('acc_moon', chance(5)).slice(0, 1), () => true);
      const listed = await eventually('the event is put aside', async () => {
        const { out, code } = await run('read-models');
        return code === 1 && out.includes('account-acc_moon') && out;
      });
      expect(listed).toContain('MoonLanded');
      expect((await run('health')).out).toContain('events-put-aside');
      const again = await run('read-models', 'retry', 'account-acc_moon', '--why', 'perhaps now');
      expect(again).toMatchObject({ code: 1, out: expect.stringContaining('Put aside again') as string });
      expect((await run('read-models', 'skip', 'account-acc_moon', '0', '--why', 'no fact of ours')).code).toBe(0);
      const [ask = ''] = /\d{6}-\d+/.exec((await run('asks')).out) ?? [];
      const gone = await run('approve', ask, '--why', 'seen', '--as', 'second-operator');
      expect(gone).toMatchObject({ code: 0, out: expect.stringContaining('Let go of account-acc_moon') as string });
      expect((await run('find', 'acc_moon')).out).toContain('account');
      expect((await run('read-models')).out).toContain('Nothing was put aside.');
    },
    3 * MINUTE_MS,
  );

  it(
    'an act on many, interrupted half-way, says what was done and how to go on; gone on with, nothing is done twice',
    async () => {
      const { onfile, stack } = own();
      const ids: string[] = [];
      for (let n = 0; n < JOURNEYS; n += 1) {
        ids.push((await (await onfile.register({ region: 'US' })).addCard()).journeyId);
      }
      // Between the first and the last of them are so many that nobody knows that there is a middle to be interrupted in.
      const unknown = Array.from({ length: UNKNOWN }, (_, n) => `nobody-${n}`);
      const all = [...ids.slice(0, JOURNEYS / 2), ...unknown, ...ids.slice(JOURNEYS / 2)];
      const words = ['pause', ...all, '--why', 'the bank is down', '--batch', 'night-1'];
      const { child, ended } = startOnfile(stack.urls.api, ...words);
      const pauses = async () => {
        const { out } = await run('log', '--limit', '100', '--json');
        return (JSON.parse(out) as { entries: { act: string }[] }).entries.filter(({ act }) => act === 'pause').length;
      };
      const token = await onfile.signIn({ operator: 'op_watch', may: 'read' });
      await eventually(
        'the first of them is paused',
        async () => {
          const { body } = await onfile.exchange<{ entries: { act: string }[] }>(
            `${onfile.url}/v1/operations/operator-log?limit=1`,
            { token },
          );
          return body.entries[0]?.act === 'pause';
        },
        MINUTE_MS,
        5,
      );
      child.kill('SIGINT');
      const stopped = await ended;
      const [, done = '0'] = /Stopped after (\d+) of 2000\. Go on with --batch night-1/.exec(stopped.err) ?? [];
      expect(Number(done)).toBeGreaterThan(0);
      expect(Number(done)).toBeLessThan(all.length);
      expect(stopped.out).toContain(`${all.length - Number(done)} left.`);
      expect(await pauses()).toBe(JOURNEYS / 2);
      expect(await run(...words)).toMatchObject({
        code: 1,
        out: expect.stringContaining(`${JOURNEYS} done, ${UNKNOWN} refused.`) as string,
      });
      expect(await pauses()).toBe(JOURNEYS);
      expect((await run('resume', ...ids, '--why', 'the bank is back')).code).toBe(0);
      expect(await run('log', 'verify')).toMatchObject({ code: 0 });
    },
    3 * MINUTE_MS,
  );

  it('every figure that an alert rule names is told by a process, each finding by a rule', async () => {
    const { stack } = own();
    const rules = await readFile(ALERTS, 'utf8');
    const { api, worker, projector, eventNode } = stack.urls;
    const pages = await Promise.all(
      [api, worker, projector, eventNode].map(async (url) => (await fetch(`${url}/metrics`)).text()),
    );
    const told = pages.join('\n');
    const families = new Set([...told.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
    const named = [...rules.matchAll(/\b((?:onfile|event_node)_[a-z_]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(20);
    const missing = named.filter(
      (name) => ![name, name.replace(/_(bucket|count|sum)$/, '')].some((it) => families.has(it)),
    );
    expect(missing).toStrictEqual([]);
    const found = [...told.matchAll(/^onfile_health_findings\{what="([a-z-]+)"\}/gm)].map(([, what]) => what);
    // A part that is down has a figure of its own, which names the part.
    const watched = [...rules.matchAll(/what="([a-z-]+)"/g)].map(([, what]) => what);
    expect(watched.sort()).toStrictEqual(found.filter((what) => what !== 'part-down').sort());
  });
});
