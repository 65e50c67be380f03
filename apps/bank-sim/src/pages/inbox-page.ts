import type { HttpAnswer } from '../http/answer';
import type { Message } from '../inbox/inbox';
import { html } from './html';
import { pageAnswer } from './page';

/** Mail and text messages, newest first, of one person or of all. */
export function inboxPage(messages: readonly Message[], to: string): HttpAnswer {
  const oldest = messages.at(-1);
  const older = oldest && `/inbox?${new URLSearchParams({ ...(to && { to }), before: oldest.id }).toString()}`;
  return pageAnswer({
    title: 'Inbox',
    body: html` <form method="get" action="/inbox">
        <label for="to">Mail address or mobile number</label>
        <input id="to" name="to" type="text" value="${to}" autocomplete="off" />
        <div class="buttons"><button>Show</button></div>
      </form>
      ${messages.length === 0 && html`<p>No messages.</p>`}
      ${messages.map(
        ({ kind, to: who, subject, text, at }) =>
          html`<article>
            <h2>${subject || (kind === 'sms' ? 'Text message' : 'Mail without a subject')}</h2>
            <p class="note">
              ${kind === 'sms' ? 'Text message' : 'Mail'} to ${who},
              <time datetime="${at}">${at.replace('T', ' ').slice(0, 19)} UTC</time>
            </p>
            <pre>${text}</pre>
          </article>`,
      )}
      ${older && html`<p><a href="${older}">Older messages</a></p>`}`,
  });
}
