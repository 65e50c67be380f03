import { formatMoney, type IssuedBill, minorDigits, type Money, type RecordedCharge, toDecimal } from '@onfile/domain';
import PDFDocument from 'pdfkit';
import { groundText } from './ground-text';

/** What a bill's document is made of: what was issued and the records behind it. The same for ever. */
export interface BillPaper {
  readonly issued: IssuedBill & { readonly at: string };
  readonly records: readonly (RecordedCharge & { readonly month: string })[];
}

const money = (amount: Money): string => formatMoney(amount, 'en');
const day = (at: string): string => at.slice(0, 10);

/** The document as a page. No script, no address of anything else: it can be kept. */
export function billHtml({ issued, records }: BillPaper): string {
  const { number, period, amount, lines, rates, zone, at, grounds } = issued;
  const rows = lines
    .map(({ month, service, records: count, billed, late }) => {
      const note = late ? ' (late)' : '';
      return `<tr><td>${text(service)}${note}</td><td>${month}</td><td>${count}</td><td>${text(money(billed))}</td></tr>`;
    })
    .join('\n');
  const details = records
    .map(({ incurredAt, service, description, amount: spent }) => {
      return `<tr><td>${day(incurredAt)}</td><td>${text(service)}</td><td>${text(description)}</td><td>${text(money(spent))}</td></tr>`;
    })
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bill ${number}</title>
<style>body{font:15px/1.5 sans-serif;margin:3em auto;max-width:46em}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.3em .6em;border-bottom:1px solid #ccc}td:last-child,th:last-child{text-align:right}</style></head>
<body><h1>Bill ${number}</h1>
<p>Month ${period}. Issued ${at} (billing zone ${text(zone)}). Account ${text(issued.accountId)}.</p>
${(grounds ?? []).map((ground) => `<p>Issued ahead of the third. ${text(groundText(ground, money))}</p>`).join('\n')}
<table><thead><tr><th>Service</th><th>Month</th><th>Records</th><th>Amount</th></tr></thead><tbody>
${rows}
</tbody><tfoot><tr><th>Total</th><th></th><th></th><th>${text(money(amount))}</th></tr></tfoot></table>
${rates.map(({ to, rate, asOf }) => `<p>1 USD = ${rate} ${to} (${day(asOf)}).</p>`).join('\n')}
<h2>Records</h2>
<table><thead><tr><th>Day</th><th>Service</th><th>Description</th><th>Amount</th></tr></thead><tbody>
${details}
</tbody></table></body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (value: string): string => value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** The document as a PDF. Its dates are the bill's, so that it is the same bytes whenever it is made. */
export function billPdf({ issued, records }: BillPaper): Promise<Buffer> {
  const { number, period, amount, lines, rates, zone, at, grounds = [] } = issued;
  const made = new Date(at);
  const info = { Title: `Bill ${number}`, Producer: 'Onfile', Creator: 'Onfile', CreationDate: made, ModDate: made };
  const paper = new PDFDocument({ size: 'A4', margin: 56, info });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Buffer>((resolve) => paper.on('end', () => resolve(Buffer.concat(parts))));
  paper.font('Helvetica-Bold').fontSize(18).text(`Bill ${number}`);
  paper.font('Helvetica').fontSize(10).text(`Month ${period}. Issued ${at} (billing zone ${zone}).`);
  paper.text(`Account ${issued.accountId}`);
  for (const ground of grounds) paper.text(`Issued ahead of the third. ${plain(groundText(ground, coded))}`);
  paper.moveDown();
  for (const { month, service, records: count, billed, late } of lines) {
    paper.text(`${service}${late ? ' (late)' : ''}, ${month}, ${count} records: ${coded(billed)}`);
  }
  paper
    .moveDown()
    .font('Helvetica-Bold')
    .text(`Total ${coded(amount)}`)
    .font('Helvetica');
  for (const { to, rate, asOf } of rates) paper.text(`1 USD = ${rate} ${to} (${day(asOf)})`);
  paper.moveDown().fontSize(8);
  for (const { incurredAt, service, description, amount: spent } of records) {
    paper.text(`${day(incurredAt)}  ${service}  ${plain(description)}  ${coded(spent)}`);
  }
  if (records.some(({ description }) => description !== plain(description))) {
    paper.moveDown().text('Letters that this paper can not show stand as "?". The page of this bill shows them all.');
  }
  paper.end();
  return done;
}

/** The standard fonts of a PDF have Latin letters only. */
const plain = (value: string): string => value.replace(/\u00a0/g, ' ').replace(/[^\x20-\x7e\u00a1-\u00ff€]/g, '?');

/** An amount with the code of its currency: the standard fonts lack the signs of the won, the rupee and others. */
function coded(amount: Money): string {
  const [digits, style] = [minorDigits(amount.currency), { style: 'currency', currencyDisplay: 'code' } as const];
  const format = new Intl.NumberFormat('en', {
    ...{ ...style, currency: amount.currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
  return plain(format.format(toDecimal(amount)));
}
