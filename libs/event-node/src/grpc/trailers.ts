import { Status, type CallError, type Trailers } from './call-error';

/** Anything but visible ASCII and the percent sign itself goes as percent and two hexadecimal digits. */
const escaped = (text: string): string =>
  text.replace(/[^\x20-\x24\x26-\x7e]+/gu, (part) =>
    Array.from(Buffer.from(part), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/** A header's value that is not ASCII would be dropped by the client, so such characters are escaped. */
const ascii = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : escaped(text));

const headerValue = (value: string | Buffer): string =>
  typeof value === 'string' ? ascii(value) : value.toString('base64').replace(/=+$/, '');

/** The longest message told, in characters: clients drop an answer whose headers are too long, and with it the error. */
const MAX_MESSAGE = 1_000;

const short = (text: string): string => (text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text);

/** The trailers of a call that ended well. */
export const okTrailers: Readonly<Record<string, string>> = { 'grpc-status': String(Status.ok) };

/** The trailers that tell a client of an error, as headers of HTTP/2. */
export function errorTrailers({ status, message, trailers }: CallError): Record<string, string> {
  const told: Record<string, string> = { 'grpc-status': String(status), 'grpc-message': escaped(short(message)) };
  for (const [key, value] of Object.entries(trailers satisfies Trailers)) told[key] = headerValue(value);
  return told;
}
