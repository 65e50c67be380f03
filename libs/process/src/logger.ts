import { destination, pino, type Logger } from 'pino';

/** Fields that may hold secrets or data of people. None is logged on purpose; this catches a mistake. */
const SECRET_FIELDS = [
  ...['authorization', 'cookie', 'password', 'secret', 'token', 'body', 'headers', 'sealed'],
  ...['email', 'mobileNumber', 'name', 'address', 'holderName', 'taxId', 'to', 'text', 'subject'],
];

/** Characters that wait where nothing can be written, as on a full disk; what comes after them is dropped. */
const MOST_WAITING = 1_000_000;

/**
 * The log of a process: one JSON object a line on stdout, with the app's name and the time in ISO form. A log that can not
 * be written, as on a full disk, is no reason to end: what waits is written when there is room again.
 */
export function processLogger(app: string, level = 'info'): Logger {
  const options = {
    level,
    base: { app },
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[hidden]' },
  };
  const stdout = destination({ fd: 1, sync: true, maxLength: MOST_WAITING });
  stdout.on('error', () => undefined);
  return pino(options, stdout);
}
