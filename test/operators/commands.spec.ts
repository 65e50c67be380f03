import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { disagreements } from '../disturbed/holds-agree';
import { ownStack } from '../disturbed/own-stack';
import { mintCardNumber } from '../driver/cards';
import { ask, eventually } from '../driver/http';
import type { Customer } from '../driver/onfile';
import { acting, lookingBack, NOT_ALLOWED, notAllowed } from './command-lines';
import { astray, type Expected, onfileAt, onfileWith, workflowIsOver } from './operator';

const MINUTE_MS = 60_000;
const over = ({ state }: { state: string }): boolean => state !== 'open';

describe('operators ask and act by the command line: each command, each way that it can say no', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);
  const number = mintCardNumber();
  const last4 = number.slice(-4);
  let customer: Customer;
  let added: { journeyId: string; cardId: string; fingerprint: string };
  let openJourney: string;

  beforeAll(async () => {
    const { bank, onfile, stack } = own();
    customer = await onfile.register({ region: 'US' });
    const { journeyId } = await customer.reachCard();
    const cardToken = await bank.tokenize({ number, country: 'US' });
    await customer.step(`/v1/card-additions/${journeyId}/card`, { cardToken });
    const { cardId = '' } = await customer.untilReleased(journeyId, MINUTE_MS);
    const token = stack.apiKeys.bank;
    const { body } = await ask<{ fingerprint: string }>(`${bank.url}/v1/tokens/${cardToken}`, { token });
    added = { journeyId, cardId, fingerprint: body.fingerprint };
    openJourney = (await customer.addCard()).journeyId;
  }, 3 * MINUTE_MS);

  it(
    'finds anything by every name it has, and journeys by how they stand, page by page; explains what it found',
    async () => {
      const { accountId, email, mobile } = customer;
      const { journeyId, cardId, fingerprint } = added;
      await eventually(
        'the list has both',
        async () => {
          const { out } = await run('find', '--account', accountId, '--json');
          const { entries } = JSON.parse(out) as { entries: { state: string }[] };
          return entries.length === 2 && entries.some(({ state }) => state === 'succeeded');
        },
        MINUTE_MS,
      );
      const all: Expected[] = [
        [['find', accountId], 0, /account +acc_/],
        [['find', journeyId], 0, 'succeeded'],
        [['find', `${journeyId}/hold`], 0, 'voided'],
        [['find', cardId], 0, last4],
        [['find', last4], 0, cardId],
        [['find', fingerprint], 0, 'by its fingerprint'],
        [['find', '--email', email], 0, accountId],
        [['find', '--mobile', mobile], 0, accountId],
        [['find', '--last4', last4, '--state', 'succeeded', '--kind', 'card-addition'], 0, journeyId],
        [['find', '--state', 'open', '--account', accountId], 0, openJourney],
        [['find', '--kind', 'validity-change', '--account', accountId], 0, 'No journeys with'],
        [['counts'], 0, /open +1\n[\s\S]*succeeded +1/],
        [['explain', journeyId], 0, /CardAdditionSucceeded[\s\S]*ledger of the hold/],
        [['explain', openJourney], 0, 'workflow cardAddition/'],
        [['explain', accountId, '--limit', '1'], 0, /before them\.$/],
        [['find', 'nobody'], 1, 'Nothing is named nobody.'],
        [['find', '--email', 'nobody@example.com'], 1, 'Nobody here has it.'],
        [['find', '--mobile', '+14155550100'], 1, 'Nobody here has it.'],
        [['find', '--email', 'junk'], 3, 'information-invalid'],
        [['find', '--mobile', '123'], 2, 'mobileNumber: '],
        [['find', 'a b'], 2, 'q: '],
        [['find', '--state', 'moon'], 2, 'moon is none of open, stuck'],
        [['find', '--kind', 'moon'], 2, 'moon is none of card-addition'],
        [['find', '--limit', '0'], 2, '--limit takes a whole number'],
        [['find', '--limit', '500'], 2, 'limit: '],
        [['find', '--last4', '12'], 2, 'last4: '],
        [['find', '--cursor', 'junk'], 3, 'cursor-invalid'],
        [['find', journeyId, '--state', 'open'], 2, 'not both'],
        [['explain', 'nobody'], 3, 'not-found: There is nothing of this name.'],
        [['explain', 'acc_nobody'], 3, 'not-found'],
        [['explain', 'a b'], 2, 'journeyId: '],
        [['explain', accountId, '--limit', 'all'], 2, '--limit takes a whole number, not all'],
        [['explain'], 2, "missing required argument 'id'"],
        [['counts', 'x'], 2, 'too many arguments'],
      ];
      expect(await astray(run, all)).toStrictEqual([]);
      const first = await run('find', '--account', accountId, '--limit', '1');
      const [, cursor = ''] = /More: --cursor (\S+)$/.exec(first.out) ?? [];
      const second = await run('find', '--account', accountId, '--limit', '1', '--cursor', cursor);
      const ids = [openJourney, journeyId];
      expect(ids.map((id) => [first.out.includes(id), second.out.includes(id)])).toStrictEqual([
        [true, false],
        [false, true],
      ]);
    },
    5 * MINUTE_MS,
  );

  it(
    'acts on a journey: dry first, then truly, twice; what is over, unknown or not chosen is turned down, and nothing noted',
    async () => {
      const { bank, onfile } = own();
      const someone = await onfile.register({ region: 'DE' });
      const { journeyId } = await someone.addCard();
      const all = ['--account', someone.accountId, '--state', 'open', '--kind', 'card-addition', '--limit', '5'];
      const why = ['--why', 'a night of tests'];
      await eventually('the list has it', async () => (await run('find', ...all)).out.includes(journeyId));
      const dry: Expected[] = ['cancel', 'pause', 'resume', 'retry', 'terminate'].map((act) => [
        [act, ...all, ...why, '--dry-run'],
        0,
        `Would ${act} 1 journey:\n${journeyId}`,
      ]);
      const before: Expected[] = [
        ...dry,
        [['reset', ...all, ...why, '--step', 'start', '--dry-run'], 0, /Would reset 1 journey:[\s\S]*step start began/],
        [['cancel', ...why], 2, 'Which journeys?'],
        [['cancel', journeyId, '--state', 'open', ...why], 2, 'not both'],
        [['cancel', journeyId], 2, '--why'],
        [['cancel', journeyId, '--why', ' '], 1, 'reason-missing'],
        [['cancel', 'nobody', ...why], 1, 'not-found'],
        [['cancel', 'a b', ...why], 1, 'request-invalid'],
        [['pause', '--last4', '0000', '--state', 'failed', ...why], 0, '0 done, 0 refused'],
        [['reset', journeyId, ...why], 2, '--step'],
        [['reset', journeyId, '--step', 'moon', ...why], 1, 'step-unknown'],
        [['terminate', 'nobody', ...why], 1, 'not-found'],
      ];
      expect(await astray(run, before)).toStrictEqual([]);
      const on = `cardAddition/${journeyId}`;
      expect(await run('log', '--on', on)).toMatchObject({ code: 0, out: 'Nothing was done.' });

      for (const act of ['pause', 'pause', 'resume', 'resume', 'retry']) {
        expect(await run(act, journeyId, ...why)).toMatchObject({ code: 0 });
      }
      const batch = ['cancel', journeyId, ...why, '--batch', 'the-night', '--as', 'ada'];
      expect(await run(...batch)).toMatchObject({ code: 0 });
      const journey = await someone.until(journeyId, 'its end', over, MINUTE_MS);
      expect(journey).toMatchObject({ state: 'abandoned' });
      expect(await disagreements(bank, [journey])).toStrictEqual([]);
      await workflowIsOver(run, journeyId);
      const after: Expected[] = [
        [[...batch], 0, '1 done, 0 refused'], // gone on with: it was done before
        ...['cancel', 'pause', 'resume', 'retry', 'terminate'].map((act): Expected => [
          [act, journeyId, ...why],
          1,
          'workflow-closed',
        ]),
        [['reset', journeyId, '--step', 'start', ...why], 1, 'workflow-closed'],
        [['log', '--by', 'ada', '--limit', '5'], 0, 'a night of tests'],
        [['log', '--by', 'grace'], 0, 'Nothing was done.'],
        [['log', '--limit', 'all'], 2, '--limit takes a whole number'],
        [['log', 'verify'], 0, 'Whole: '],
        [['log', 'verify', 'x'], 2, 'too many arguments'],
      ];
      expect(await astray(run, after)).toStrictEqual([]);
      const logged = async (...words: string[]) => {
        const { out } = await run('log', '--on', on, '--json', ...words);
        return JSON.parse(out) as { entries: { act: string }[]; next?: string };
      };
      const newer = await logged('--limit', '4');
      const older = await logged('--limit', '4', '--cursor', newer.next ?? '');
      const acts = [...newer.entries, ...older.entries].map(({ act }) => act).reverse();
      expect(acts).toStrictEqual(['pause', 'pause', 'resume', 'resume', 'retry', 'cancel']);
    },
    5 * MINUTE_MS,
  );

  it(
    'what takes two: asked for, turned down, answered once; a name that nobody asked under',
    async () => {
      const { out } = await run('terminate', openJourney, '--why', 'beyond help', '--as', 'ada');
      const [name = ''] = /\d{6}-\d+/.exec(out) ?? [];
      const asked: Expected[] = [
        [['asks'], 0, name],
        [['approve', name, '--why', 'seen', '--as', 'ada'], 3, 'second-person-needed'],
        [['approve', '202001-1', '--why', 'seen'], 3, 'ask-unknown'],
        [['approve', 'moon', '--why', 'seen'], 2, 'ask: '],
        [['approve', name], 2, '--why'],
        [['turn-down', '202001-1', '--why', 'seen'], 3, 'ask-unknown'],
      ];
      expect(await astray(run, asked)).toStrictEqual([]);
      const no = await run('turn-down', name, '--why', 'it may go on', '--as', 'grace');
      expect(no).toMatchObject({ code: 0, out: expect.stringContaining('nothing was done') as string });
      const late: Expected[] = [
        [['approve', name, '--why', 'seen', '--as', 'grace'], 3, 'ask-answered'],
        [['turn-down', name, '--why', 'once more', '--as', 'ada'], 3, 'ask-answered'],
        [['asks'], 0, /^(?![\s\S]*beyond help)/],
      ];
      expect(await astray(run, late)).toStrictEqual([]);
      expect(await customer.journey(openJourney)).toMatchObject({ state: 'open' });
    },
    5 * MINUTE_MS,
  );

  it(
    'S5 whoever may look may not act, whoever may act may not approve, and nobody comes in with another’s token',
    async () => {
      const { onfile, stack } = own();
      const reader = await onfile.signIn({ operator: 'op_reader', may: 'read' });
      const writer = await onfile.signIn({ operator: 'op_writer', may: 'write' });
      const as =
        (token: string) =>
        (...words: string[]) =>
          onfileWith(stack.urls.api, token, ...words);
      expect(await astray(as(reader), [...acting(openJourney), [['counts'], 0, 'open']])).toStrictEqual([]);
      expect(await astray(as(writer), [notAllowed('approve', '202405-1', '--why', 'x')])).toStrictEqual([]);
      expect(await astray(as(customer.token), [[['counts'], NOT_ALLOWED, 'not-allowed']])).toStrictEqual([]);
      expect(await astray(as('junk'), [[['counts'], NOT_ALLOWED, 'token-invalid']])).toStrictEqual([]);
      expect((await run('log', '--by', 'op_reader')).out).toBe('Nothing was done.');
    },
    5 * MINUTE_MS,
  );

  it(
    'X15 read models: how far they are, samples, compared and rebuilt without waiting; what is no read model, no event',
    async () => {
      const taken = await run('read-models', 'rebuild', 'holds', '--why', 'to be sure', '--no-wait');
      expect(taken).toMatchObject({ code: 0, out: expect.stringMatching(/^holds: /) as string });
      await eventually('it is swapped in', async () =>
        (await run('read-models', 'rebuilds')).out.includes('swapped in'),
      );
      const all: Expected[] = [
        [['read-models'], 0, 'Nothing was put aside.'],
        [['read-models', 'compare', 'payment-methods', '--why', 'to be sure'], 0, 'equal to the live one'],
        [['read-models', 'verify', 'holds', '--sample', '5'], 0, /holds: \d+ rows are as the log makes them/],
        [['read-models', 'verify', 'holds', '--sample', 'all'], 2, '--sample takes a whole number'],
        [['read-models', 'verify', 'holds', '--sample', '9999'], 2, 'sample: '],
        [['read-models', 'verify', 'moon'], 3, 'not-found'],
        [['read-models', 'rebuild', 'moon', '--why', 'x'], 3, 'not-found'],
        [['read-models', 'compare', 'moon', '--why', 'x'], 3, 'not-found'],
        [['read-models', 'rebuild', 'holds'], 2, '--why'],
        [['read-models', 'retry', 'account-nobody', '--why', 'x'], 3, 'not-found'],
        [['read-models', 'retry', 'nobody', '--why', 'x'], 2, 'stream: '],
        [['read-models', 'skip', 'account-nobody', '0', '--why', 'x'], 3, 'not-found'],
        [['read-models', 'skip', 'account-nobody', 'first', '--why', 'x'], 2, 'a revision is a number'],
      ];
      expect(await astray(run, all)).toStrictEqual([]);
    },
    5 * MINUTE_MS,
  );

  it(
    'looks back at nothing that there is not; takes no rules, recordings, packs, months or queries that are none',
    async () => {
      const out = join(own().stack.data, 'looked-back');
      const file = join(own().stack.data, 'a-file');
      await writeFile(file, '{}');
      const { accountId } = customer;
      const all = lookingBack({ out, file, openJourney, accountId, ...added });
      expect(await astray(run, all)).toStrictEqual([]);
    },
    5 * MINUTE_MS,
  );

  it(
    'answers scripts: all that can be read is JSON where --json stands, a refusal leaves standard output empty, and each end has its code',
    async () => {
      const readings = [
        ...[['find', added.journeyId], ['find'], ['counts'], ['explain', added.journeyId], ['asks'], ['log']],
        ...[['log', 'verify'], ['read-models'], ['read-models', 'rebuilds'], ['read-models', 'verify', 'holds']],
        ...[['health'], ['runs'], ['bills'], ['bills', 'overdue'], ['bills', 'forecast', customer.accountId]],
        ...[
          ['shadow', 'journey', added.journeyId],
          ['backtest', '2024-05', '--order', 'reversed'],
        ],
        ['cancel', openJourney, '--why', 'x', '--dry-run'],
      ];
      const isJson = ({ out }: { out: string }): boolean => typeof JSON.parse(out) === 'object';
      const ran = await Promise.all(readings.map((words) => run(...words, '--json')));
      expect(ran.map((one) => [one.code <= 1, isJson(one), one.err])).toStrictEqual(
        readings.map(() => [true, true, '']),
      );
      const all: Expected[] = [
        [['--json', 'explain', 'nobody'], 3, 'not-found'],
        [['health', '--url', 'http://127.0.0.1:9'], 4, 'Onfile can not be reached'],
        [['health', '--url', 'here'], 2, 'here is no address'],
        [['moon'], 2, "unknown command 'moon'"],
        [['find', '--moon'], 2, "unknown option '--moon'"],
        [['--help'], 0, 'Commands:'],
        [['bills', '--help'], 0, 'give-up-charge'],
        [['completion', 'csh'], 2, 'csh is none of bash, zsh, fish'],
        [['completion', 'zsh'], 0, 'bashcompinit'],
        [['completion', 'fish'], 0, 'complete -c onfile'],
      ];
      expect(await astray(run, all)).toStrictEqual([]);
    },
    5 * MINUTE_MS,
  );

  it('completes in a shell what was begun', async () => {
    const { out: script } = await run('completion', 'bash');
    const file = join(own().stack.data, 'completion.bash');
    await writeFile(file, script);
    const completed = async (...typed: string[]) => {
      const words = ['onfile', ...typed].map((word) => `'${word}'`).join(' ');
      const shell = `. ${file}; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _onfile; echo "\${COMPREPLY[*]}"`;
      return (await promisify(execFile)('bash', ['-c', shell])).stdout.trim();
    };
    expect(await completed('res')).toBe('resume reset');
    expect(await completed('runs', 'st')).toBe('start');
    expect(await completed('bills', 'give-up-charge', '--k')).toBe('--key');
    expect(await completed('log', 'verify', '')).toBe('');
  });
});
