import type Database from 'better-sqlite3';
import { simpleParser } from 'mailparser';

/** One message that reached a person. */
export interface Message {
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  /** A mail address in lower case, or a mobile number. */
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly at: string;
}

/** What came over the wire. A repeat under the same key is the same message. */
export interface ReceivedMessage {
  readonly key: string;
  readonly kind: 'mail' | 'sms';
  readonly to: string;
  /** The mail as it was sent, headers and all; the text of a text message. */
  readonly source: Buffer;
}

/** Which messages: of one person or of all; `before` (a message id) turns the page. */
export interface InboxQuery {
  readonly to?: string;
  readonly before?: string;
  readonly limit: number;
}

/** The pretend mailboxes and phones of everybody. */
export interface Inbox {
  receive(message: ReceivedMessage): void;
  /** Newest first. */
  list(query: InboxQuery): Promise<Message[]>;
}

interface Row {
  readonly seq: number;
  readonly kind: 'mail' | 'sms';
  readonly recipient: string;
  readonly source: Buffer;
  readonly at: string;
}

const ID = 'message_';

/** Mail is kept as it came and read only when somebody looks: taking it must be cheap. */
export function inboxIn(db: Database.Database, now: () => Date): Inbox {
  const insert = db.prepare('INSERT OR IGNORE INTO messages (key, kind, recipient, source, at) VALUES (?, ?, ?, ?, ?)');
  const all = db.prepare<[number, number], Row>('SELECT * FROM messages WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const of = db.prepare<[string, number, number], Row>(
    'SELECT * FROM messages WHERE recipient = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  return {
    receive: ({ key, kind, to, source }) =>
      void insert.run(`${kind} ${to.toLowerCase()} ${key}`, kind, to.toLowerCase(), source, now().toISOString()),
    list({ to, before, limit }) {
      const bound = Number(before?.startsWith(ID) ? before.slice(ID.length) : Number.NaN);
      const seq = Number.isSafeInteger(bound) ? bound : Number.MAX_SAFE_INTEGER;
      const rows = to === undefined ? all.all(seq, limit) : of.all(to.trim().toLowerCase(), seq, limit);
      return Promise.all(rows.map(messageOf));
    },
  };
}

async function messageOf({ seq, kind, recipient, source, at }: Row): Promise<Message> {
  const about = { id: `${ID}${seq}`, kind, to: recipient, at };
  if (kind === 'sms') return { ...about, text: source.toString('utf8') };
  const { subject, text } = await simpleParser(source, { skipHtmlToText: false, skipImageLinks: true });
  return { ...about, subject: subject ?? '', text: text ?? '' };
}
