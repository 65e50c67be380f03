import { destination, pino, type Logger } from 'pino';

/** Fields that may hold secrets or data of people. None is logged on purpose; this catches a mistake. */
const SECRET_FIELDS = [
  ...['authorization', 'cookie', 'password', 'secret', 'token', 'body', 'headers', 'sealed'],
  ...['email', 'mobileNumber', 'name', 'address', 'holderName', 'taxId', 'to', 'text', 'subject'],
];

/** The log of a process: one JSON object a line on stdout, with the app's name and the time in ISO form. */
export function processLogger(app: string, level = 'info'): Logger {
  const options = {
    level,
    base: { app },
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[hidden]' },
  };
  return pino(options, destination({ fd: 1, sync: true }));
}
