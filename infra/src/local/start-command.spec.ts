import { startWords } from './start-command';
import { checkout } from './stack-plan';

describe('the words after npm start', () => {
  it('are none: the data are in .onfile of the checkout', () =>
    expect(startWords([], '/somewhere')).toEqual({ data: `${checkout}/.onfile` }));

  it('name a folder, seen from where the person is, and a port', () =>
    expect(startWords(['--data', 'mine', '--port', '9000'], '/home/ada')).toEqual({
      data: '/home/ada/mine',
      port: 9000,
    }));

  it.each([[['--port', 'x']], [['--port', '0']], [['--port', '65536']], [['--dta', 'x']], [['more']], [['--help']]])(
    'are explained for %j',
    (words) => expect(startWords(words, '/')).toEqual({ usage: expect.stringContaining('npm start -- [--data DIR]') }),
  );
});
