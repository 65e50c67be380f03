import type { HttpAnswer } from '../http/answer';
import { toDecimalText } from '../network/amount-text';
import type { LedgerEntry } from '../network/ledger';
import type { Notice } from '../notices/notices';
import { html, type Html } from './html';
import { pageAnswer } from './page';

/** The bank's own ledger, newest first. */
export function ledgerPage(entries: readonly LedgerEntry[]): HttpAnswer {
  const oldest = entries.at(-1);
  const columns = ['No.', 'When (UTC)', 'Operation', 'Amount', 'Card', 'What became of it', 'Key', 'Id'];
  const rows = entries.map(({ seq, at, operation, amount, last4, status, key, id }) =>
    row([seq, short(at), operation, `${amount.currency} ${toDecimalText(amount)}`, `…${last4}`, status, key, id]),
  );
  return pageAnswer({
    title: 'Ledger',
    body: html`${table('Holds, charges, voids and refunds, newest first', columns, rows)}
    ${oldest && oldest.seq > 1 && html`<p><a href="/ledger?before=${oldest.seq}">Older lines</a></p>`}`,
  });
}

/** What the bank told its merchant, newest first. */
export function noticesPage(notices: readonly Notice[]): HttpAnswer {
  const columns = ['When (UTC)', 'Type', 'What it says', 'Failed tries', 'Delivered (UTC)'];
  const rows = notices.map(({ at, type, body, tries, deliveredAt }) =>
    row([
      short(at),
      type,
      JSON.stringify((JSON.parse(body) as { data: unknown }).data),
      deliveredAt ? tries - 1 : tries,
      deliveredAt ? short(deliveredAt) : 'not yet',
    ]),
  );
  return pageAnswer({ title: 'Notices', body: table('Notices to the merchant, newest first', columns, rows) });
}

const short = (at: string): string => at.replace('T', ' ').slice(0, 19);

const row = (cells: readonly (string | number)[]): Html =>
  html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr> `;

const table = (caption: string, columns: readonly string[], rows: readonly Html[]): Html =>
  rows.length === 0
    ? html`<p>Nothing yet.</p>`
    : html`<div class="table">
        <table>
          <caption>
            ${caption}
          </caption>
          <thead>
            <tr>
              ${columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>`;
