import type { IssuedBill, RiskGround } from '@onfile/domain';
import { inflateSync } from 'node:zlib';
import { billIssued } from '../../testing/bills';
import { billHtml, type BillPaper, billPdf } from './bill-document';

const AT = '2024-06-03T00:00:00.000Z';

function paper(over: Partial<IssuedBill>, description = 'Hours'): BillPaper {
  const { data } = billIssued('acc_1', '2024-05', over) as { data: IssuedBill };
  const amount = over.amount ?? data.amount;
  const lines = [{ month: '2024-05', service: 'compute', records: 1, amount, billed: amount }];
  const record = { chargeId: 'c1', service: 'compute', description, amount, incurredAt: AT, revision: 0 };
  return { issued: { ...data, lines, at: AT }, records: [{ ...record, month: '2024-05' }] };
}

/** What a PDF says, out of its streams: letters are hexadecimal there. */
async function said(bill: BillPaper): Promise<string> {
  const file = (await billPdf(bill)).toString('latin1');
  const streams = [...file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => body);
  const pages = streams.map((body) => inflateSync(Buffer.from(body, 'latin1')).toString('latin1'));
  return [...pages.join('\n').matchAll(/\[([^\]]*)\] TJ/g)]
    .map(([, shown = '']) =>
      [...shown.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(''),
    )
    .join('\n');
}

describe('the document of a bill', () => {
  it.each([
    ['KRW', 1_234_500, 'Total KRW 1,234,500'],
    ['INR', 123_450, 'Total INR 1,234.50'],
    ['KWD', 1_234_500, 'Total KWD 1,234.500'],
    ['USD', 123_450, 'Total USD 1,234.50'],
  ])('R24 as PDF says %s by its code, with its own digits', async (currency, minor, total) => {
    const words = await said(paper({ amount: { currency, minor } }));
    expect(words).toContain(total);
    expect(words).not.toContain('?');
  });

  it.each<[string, RiskGround, string]>([
    [
      'a limit',
      { rule: 'unbilled-over-limit', inputs: { unbilledMinor: 650_000, currency: 'USD', limitMinor: 500_000 } },
      'The expenses of the month, USD 6,500.00, were above the limit of the account, USD 5,000.00.',
    ],
    [
      'a person',
      { rule: 'operator', inputs: { unbilledMinor: 1, currency: 'USD' }, by: 'op_1', reason: 'looks like fraud' },
      'Decided by our staff: looks like fraud',
    ],
  ])('R30b D13 says why it was issued ahead of the third: %s', async (_what, ground, words) => {
    const bill = paper({ interim: 1, grounds: [ground] });
    expect((await said(bill)).replace(/\s+/g, ' ')).toContain(words);
    expect(billHtml(bill)).toContain('Issued ahead of the third. ');
    expect(billHtml(bill)).not.toContain(ground.rule === 'operator' ? 'op_1' : ground.rule);
  });

  it('says where a letter is not shown, and the page shows it', async () => {
    const bill = paper({}, '云主机 4 vCPU');
    expect(await said(bill)).toContain('The page of this bill shows them all.');
    expect(billHtml(bill)).toContain('云主机 4 vCPU');
  });

  it('is the same for ever', async () => {
    const [one, two] = [await billPdf(paper({})), await billPdf(paper({}))];
    expect(one.equals(two)).toBe(true);
  });
});
