import type { ClientSettings } from './client';
import { problemOf } from './problem';
import type { components } from './schema.generated';

/** One line of a journey's timeline. */
export type TimelineLine = components['schemas']['TimelineDto']['entries'][number];

/** Which journey, and from where. */
export interface FollowSettings extends Omit<ClientSettings, 'fetch'> {
  readonly journeyId: string;
  /** Revision of the last line that is known already. */
  readonly after?: number;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * The lines of a journey's timeline as they come. Ends when the line breaks off: whoever wants to go on asks again with
 * `after` the last revision it has. (A browser's EventSource can not send the bearer token, so the stream is read here.)
 * @throws {OnfileProblem} for an answer that is no stream
 */
export async function* followJourney(settings: FollowSettings): AsyncGenerator<TimelineLine, void, undefined> {
  const { baseUrl, token, headers, journeyId, after, signal, fetch = globalThis.fetch } = settings;
  const bearer = token?.();
  const response = await fetch(`${baseUrl}/v1/card-additions/${encodeURIComponent(journeyId)}/events`, {
    signal,
    headers: {
      ...headers,
      Accept: 'text/event-stream',
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      ...(after === undefined ? {} : { 'Last-Event-ID': String(after) }),
    },
  });
  if (!response.ok || response.body === null) {
    throw problemOf(await response.json().catch(() => undefined), response.status);
  }
  yield* linesIn(response.body.pipeThrough(new TextDecoderStream()).getReader());
}

async function* linesIn(reader: ReadableStreamDefaultReader<string>): AsyncGenerator<TimelineLine, void, undefined> {
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as TimelineLine;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined); // the line may be gone already
  }
}
