import { pino, destination, type Logger } from 'pino';

/** Fields that may hold secrets or data of people. None is logged on purpose; this catches a mistake. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'cardToken',
  'email',
  'mobileNumber',
  'name',
  'address',
  'holderName',
  'taxId',
  'body',
  'headers',
  'sealed',
];

/** The log of the process: one JSON object a line on stdout. */
export const processLogger = (level = 'info'): Logger =>
  pino(
    {
      level,
      base: { app: 'api' },
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[hidden]' },
    },
    destination({ fd: 1, sync: false }),
  );
