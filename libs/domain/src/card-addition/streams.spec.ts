import {
  ACCOUNT,
  accountRegistered,
  addCard,
  bankPageOpened,
  cardSubmitted,
  FROM_CARD,
  FROM_EMAIL,
  FROM_INFORMATION,
  FROM_MOBILE,
  holdAsked,
  holdPlaced,
  NUMBER_HASH,
  NOON,
  SEALED,
  smsCodeSent,
  started,
  submitCard,
  VISA,
} from '../fixtures';
import type { CardAdditionCommand } from './commands';
import { decideCardAddition } from './decide';
import type { CardAdditionEvent } from './events';
import { streamsOf } from './streams';
import { evolveWorld, initialWorld } from './world';

const inform: CardAdditionCommand = {
  type: 'GiveInformation',
  accountType: 'individual',
  industry: 'software',
  sealed: SEALED,
};

/** Commands that write to other streams than the journey's, each where it is accepted. */
const accepted: readonly [CardAdditionCommand, CardAdditionEvent[]][] = [
  [addCard(), []],
  [{ type: 'ConfirmMobile', numberHash: NUMBER_HASH, digest: 'right' }, [started(FROM_MOBILE), smsCodeSent()]],
  [inform, [started(FROM_INFORMATION)]],
  [submitCard({ ...VISA, brand: 'amex' }), [started(FROM_CARD)]],
  [{ type: 'Succeed' }, [started(FROM_CARD), cardSubmitted(), holdAsked(), holdPlaced()]],
  [{ type: 'Cancel' }, [started(FROM_EMAIL)]],
  [{ type: 'Abandon', because: 'timed-out' }, [started(FROM_EMAIL)]],
  [{ type: 'Fail', failure: { result: 'bank-page-timed-out' } }, [started(FROM_CARD), bankPageOpened()]],
];

describe('streamsOf', () => {
  it.each(accepted.map(([command, journey]) => [command.type, command, journey] as const))(
    'names every stream that %s writes',
    (_, command, journey) => {
      const world = evolveWorld(initialWorld, { account: [accountRegistered()], journey });
      const written = Object.keys(decideCardAddition(command, world, NOON)).filter((name) => name !== 'journey');
      expect(written.length).toBeGreaterThan(0);
      expect(Object.keys(streamsOf(command, world.journey))).toEqual(expect.arrayContaining(written));
    },
  );

  it('names them by account and digest', () => {
    const { journey } = evolveWorld(initialWorld, { journey: [started(FROM_CARD), cardSubmitted()] });
    const all = { account: ACCOUNT, wallet: ACCOUNT, fingerprint: VISA.fingerprint };
    expect(streamsOf({ type: 'Succeed' }, journey)).toStrictEqual(all);
    expect(streamsOf(submitCard(), journey)).toStrictEqual(all);
    expect(streamsOf(addCard(), initialWorld.journey)).toStrictEqual({ account: ACCOUNT, wallet: ACCOUNT });
    const confirm = { type: 'ConfirmMobile', numberHash: NUMBER_HASH, digest: 'd' } as const;
    expect(streamsOf(confirm, journey)).toStrictEqual({ account: ACCOUNT, number: NUMBER_HASH });
  });

  it('leaves the journey alone with its codes and its hold', () => {
    const { journey } = evolveWorld(initialWorld, { journey: [started(FROM_EMAIL)] });
    expect(streamsOf({ type: 'ConfirmEmail', digest: 'd' }, journey)).toStrictEqual({});
    expect(streamsOf({ type: 'NoteHoldUnknown', key: 'k' }, journey)).toStrictEqual({});
  });
});
