import { specify } from './specify';

type Fact = { type: 'Opened'; at: string } | { type: 'Closed'; at: string };

class Refused extends Error {
  readonly code = 'already-open';
  readonly details = { since: 'noon' };
}

const door = specify(
  {
    initial: { open: false, log: [] as string[] },
    evolve: (state, fact: Fact) => ({ ...state, open: fact.type === 'Opened' }),
    decide: (command: 'open' | 'close' | 'slam' | 'break', state, at): Fact[] => {
      if (command === 'break') state.log.push('crack');
      if (command === 'open' && state.open) throw new Refused();
      if (command === 'slam') throw new TypeError('a bug, no refusal');
      if (command === 'close') return state.open ? [{ type: 'Closed', at }] : [];
      return [{ type: 'Opened', at }];
    },
  },
  'noon',
);
const opened: Fact = { type: 'Opened', at: 'dawn' };

describe('specify', () => {
  it('compares the facts strictly', () => {
    door
      .given()
      .when('open')
      .then([{ type: 'Opened', at: 'noon' }]);
    door
      .given(opened)
      .when('close', 'dusk')
      .then([{ type: 'Closed', at: 'dusk' }]);
    expect(() => door.given().when('open').then([])).toThrow();
    expect(() =>
      door
        .given()
        .when('open')
        .then([{ type: 'Opened', at: 'noon', extra: undefined } as Fact]),
    ).toThrow();
  });

  it('tells nothing from something and from a refusal', () => {
    door.given().when('close').thenNothing();
    expect(() => door.given(opened).when('close').thenNothing()).toThrow();
    expect(() => door.given(opened).when('open').thenNothing()).toThrow();
  });

  it('compares a refusal by code, and by details where a spec gives them', () => {
    door.given(opened).when('open').thenRefused('already-open');
    door.given(opened).when('open').thenRefused('already-open', { since: 'noon' });
    expect(() => door.given(opened).when('open').thenRefused('already-open', { since: 'dawn' })).toThrow();
    expect(() => door.given(opened).when('open').thenRefused('locked')).toThrow();
    expect(() => door.given().when('open').thenRefused('already-open')).toThrow();
  });

  it('lets a bug through, and catches a rule that changes its input', () => {
    expect(() => door.given().when('slam')).toThrow(TypeError);
    expect(() => door.given().when('break')).toThrow(TypeError);
  });

  it('catches a rule that is not the same every time', () => {
    let times = 0;
    const moody = specify({ initial: 0, evolve: (state) => state, decide: () => [(times += 1)] }, 'noon');
    expect(() => moody.given().when('anything')).toThrow();
  });
});
