/** What the bank answers. A body is text already, so that a repeat is the same bytes. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The connection is cut instead: the caller hears nothing. */
  readonly lost?: true;
}

/** Instead of an answer: the line breaks. */
export const LOST: HttpAnswer = { status: 0, lost: true };

export const json = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** RFC 9457, with a stable `code`. `more` never names what was sent: it may be a card number. */
export const problem = (
  status: number,
  code: string,
  title: string,
  more: Record<string, unknown> = {},
): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title, status, code, ...more }),
});

export const noContent: HttpAnswer = { status: 204 };

/** 303: the browser goes on with a GET. */
export const seeOther = (location: string): HttpAnswer => ({ status: 303, headers: { location } });
