import type { HttpAnswer } from '../http/answer';
import { CATALOGUE, numberOf } from '../scenarios/catalogue';
import { html } from './html';
import { pageAnswer } from './page';

/** What there is to see. */
export function indexPage(): HttpAnswer {
  return pageAnswer({
    title: 'The pretend bank',
    alone: true,
    body: html`<p>A card network, a bank, mailboxes and phones for trying things out. No real money, no real cards.</p>
      <ul>
        <li><a href="/scenarios">Test cards</a>: what each number does</li>
        <li><a href="/inbox">Inbox</a>: mail and text messages that were sent to people</li>
        <li><a href="/ledger">Ledger</a>: holds, charges, voids and refunds</li>
        <li><a href="/notices">Notices</a>: what the bank told its merchant</li>
        <li><a href="/hosted-fields">Card form</a>: the form that the merchant's page shows in a frame</li>
      </ul>`,
  });
}

/** Every test card, by what it shows. */
export function scenariosPage(): HttpAnswer {
  return pageAnswer({
    title: 'Test cards',
    body: html`<p>
        Use any later month, any security code of the right length, and any name. Every well-formed number that begins
        with the same eight digits behaves alike.
      </p>
      ${CATALOGUE.map(
        ({ heading, scenarios }) =>
          html`<h2>${heading}</h2>
            <div class="table">
              <table>
                <caption>
                  ${heading}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Number</th>
                    <th scope="col">What it does</th>
                  </tr>
                </thead>
                <tbody>
                  ${scenarios.map(
                    (scenario) =>
                      html`<tr>
                        <th scope="row">${scenario.name}</th>
                        <td><code>${spaced(numberOf(scenario))}</code></td>
                        <td>${scenario.what}</td>
                      </tr> `,
                  )}
                </tbody>
              </table>
            </div> `,
      )}`,
  });
}

const spaced = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ');
