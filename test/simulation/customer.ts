import { defaultPolicy, type CustomerCommand, type JourneyView } from '@onfile/domain';
import type { FakeBehaviour } from '@onfile/gateways';
import type { Chance } from '@onfile/testing';
import { sealed, type World } from '../workflows/bench/world';
import type { Door } from './door';
import type { Scheduler } from './scheduler';

/** A customer who tries to put a card on file, as well or badly as chance will have it. */
export interface Errand {
  readonly accountId: string;
  readonly journeyIds: readonly string[];
  run(door: Door): Promise<void>;
}

interface Setting {
  readonly seed: number;
  readonly n: number;
  readonly chance: Chance;
  readonly world: World;
  readonly time: Scheduler;
}

const RIGHT = 'right';
const MINUTE_MS = 60_000;

/** Registers an account and gives back its errand. */
export function customerOf(setting: Setting): Errand {
  const { seed, n, chance, world, time } = setting;
  const accountId = `acc_${seed}_${n}`;
  const journeyIds: string[] = [];
  const ageMs = chance.pick([5, 60, 60 * 24]) * MINUTE_MS;
  const registeredAt = new Date(time.now() - ageMs).toISOString();
  world.log.given(`account-${accountId}`, {
    type: 'AccountRegistered',
    at: registeredAt,
    data: { accountId, region: 'US', registeredAt, emailHash: `mail-${n}`, language: 'en' },
    sealed: sealed({ email: 'person@example.com' }),
  });
  return {
    accountId,
    journeyIds,
    async run(door) {
      await time.sleep(chance.between(0, 30 * MINUTE_MS));
      for (let tries = chance.between(1, 4); tries > 0; tries -= 1) {
        const journeyId = `jrn_${seed}_${n}_${journeyIds.length}`;
        journeyIds.push(journeyId);
        await journeyOf({ ...setting, accountId, journeyId, door }).catch(passOver);
        await time.sleep(chance.between(1, 36 * 60) * MINUTE_MS);
      }
    },
  };
}

/** A refusal, or no answer at all: people give up, or begin anew. */
function passOver(error: unknown): void {
  if (error instanceof Error && /^(no answer|[a-z-]+: )/.test(error.message)) return;
  throw error;
}

interface OnJourney extends Setting {
  readonly accountId: string;
  readonly journeyId: string;
  readonly door: Door;
}

async function journeyOf(of: OnJourney): Promise<void> {
  const { accountId, journeyId, chance, time } = of;
  const clickedAt = new Date(time.now()).toISOString();
  let view = await insist(of, { type: 'AddCard', journeyId, accountId, clickedAt, policy: defaultPolicy });
  for (let turns = 0; turns < 12 && view.state === 'open'; turns += 1) {
    await time.sleep(chance.between(1, 90) * 1_000);
    if (chance.happens(0.04)) return; // walks away
    if (chance.happens(0.04)) return void (await insist(of, { type: 'Cancel' }));
    if (view.step === 'bank-page') return atBankPage(of);
    const command = commandFor(view, of);
    if (!command) return;
    view = await insist(of, command).catch((error: unknown) => {
      passOver(error);
      return view;
    });
  }
}

/** Sends a step until it is answered, always under one id; now and then twice at once (R22). */
async function insist(of: OnJourney, command: CustomerCommand): Promise<JourneyView> {
  const { journeyId, chance, time, door } = of;
  const updateId = `${journeyId}/${command.type}/${time.now()}/${chance.between(0, 999_999)}`;
  for (let tries = 0; ; tries += 1) {
    try {
      const twice = chance.happens(0.2);
      const [answer] = await Promise.all([
        door.step(journeyId, updateId, command),
        twice ? door.step(journeyId, updateId, command).catch(() => undefined) : undefined,
      ]);
      return answer;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'no answer' || tries >= 8) throw error;
      await time.sleep(chance.between(1, 60) * 1_000);
    }
  }
}

function commandFor(view: JourneyView, of: OnJourney): CustomerCommand | undefined {
  const { chance, accountId } = of;
  const digest = chance.happens(0.2) ? 'wrong' : RIGHT;
  const sealedCode = sealed({ address: 'somewhere', code: '123456' });
  const numberHash = `number-of-${chance.happens(0.1) ? 'somebody' : accountId}`;
  switch (view.step) {
    case 'email':
      return view.emailCode ? { type: 'ConfirmEmail', digest } : { type: 'SendEmailCode', digest: RIGHT, sealedCode };
    case 'mobile':
      if (view.smsCode) return { type: 'ConfirmMobile', digest, numberHash };
      return { type: 'SendSmsCode', digest: RIGHT, numberHash, sealedNumber: sealed({ number: '+1' }), sealedCode };
    case 'information':
      return {
        type: 'GiveInformation',
        accountType: 'individual',
        industry: 'software',
        sealed: sealed({ name: 'A' }),
      };
    case 'card':
      return submission(of);
    default:
      return undefined;
  }
}

const BEHAVIOURS: readonly FakeBehaviour[] = [
  { on: 'approve', transStatus: 'Y' },
  { on: 'approve' },
  { on: 'approve', transStatus: 'N' },
  { on: 'bank-page' },
  { on: 'bank-page' },
  { on: 'decline', networkCode: '51' },
  { on: 'decline', networkCode: '05', adviceCode: '24' },
];

/** Some of the cards are of several people, so that they race for them (D16). */
function submission({ chance, world, journeyId, seed }: OnJourney): CustomerCommand {
  const token = `tok_${journeyId}_${chance.between(0, 999_999)}`;
  const fingerprint = chance.happens(0.3) ? `card_${seed}_${chance.between(0, 2)}` : `card_${journeyId}`;
  const funding = chance.happens(0.1) ? 'debit' : 'credit';
  const card = {
    token,
    brand: 'visa',
    last4: '4242',
    expiry: '2099-12',
    funding,
    issuingCountry: 'US',
    fingerprint,
  } as const;
  world.cards.card(card, chance.pick(BEHAVIOURS));
  return { type: 'SubmitCard', card, sealed: sealed({ holder: 'A' }) };
}

/** The person answers, or does not; and the bank's hint comes early, late, twice, or never (R29). */
async function atBankPage({ journeyId, chance, time, world, door }: OnJourney): Promise<void> {
  await time.sleep(chance.between(5, 20 * 60) * 1_000);
  if (chance.happens(0.2)) door.bankReturns(journeyId); // a forged return
  if (chance.happens(0.2)) return; // closes the window
  world.cards.answerBankPage(`${journeyId}/hold`, chance.pick(['confirmed', 'confirmed', 'cancelled', 'failed']));
  for (let hints = chance.between(0, 2); hints > 0; hints -= 1) {
    await time.sleep(chance.between(0, 30) * 1_000);
    door.bankReturns(journeyId);
  }
}
