import { languages } from '@onfile/domain';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from './templates';

const FOLDER = join(__dirname, '../templates');

describe('texts that anybody can edit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-texts-'));
  beforeAll(() => cpSync(FOLDER, folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('say Results and refusals in the language of the letter', () => {
    const { phrases } = readTemplates(FOLDER);
    const said = languages.map((language) => phrases(language).say('decline.balance-insufficient'));
    expect(said).toStrictEqual([
      "The card's balance is insufficient.",
      'El saldo de la tarjeta es insuficiente.',
      '此卡余额不足。',
    ]);
    expect(new Set(languages.map((language) => phrases(language).say('result.bank-page-timed-out'))).size).toBe(3);
  });

  it('D13 say the grounds of a bill with what was decided on', () => {
    const { say, money } = readTemplates(FOLDER).phrases('es-CL');
    const [unbilled, limit] = [6_000, 5_000].map((minor) => money({ currency: 'USD', minor }));
    expect(say('ground.unbilled-over-limit', { unbilled: unbilled!, limit: limit! })).toMatch(/60,00.*50,00/);
  });

  it('leave no gap where a value is missing', () => {
    const values = { number: '2024-00000001', period: '2024-05', amount: '$1.00', lines: 'compute', link: 'here' };
    const { text } = readTemplates(FOLDER).letter('bill-issued', 'en', values);
    expect(text).not.toMatch(/\n{3}|\{\{/);
  });

  it('are all there when the worker starts: it does not start without one', () => {
    const words = join(folder, 'zh', 'words.txt');
    writeFileSync(words, 'result.contact-review = 您好\n');
    expect(() => readTemplates(folder)).toThrow(/zh\/words.txt has no words for result.contact-review.next/);
    rmSync(words);
    expect(() => readTemplates(folder)).toThrow(/ENOENT/);
  });
});
