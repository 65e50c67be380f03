import { loopback } from './loopback';

it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('this machine may be listened on: %s', (host) =>
  expect(() => loopback(host)).not.toThrow(),
);

it.each(['0.0.0.0', '::', '192.168.1.1', '10.0.0.1', 'example.com', '127.evil.com', '', '128.0.0.1'])(
  'any other address is refused: "%s"',
  (host) => expect(() => loopback(host)).toThrow('listens on this machine only'),
);
