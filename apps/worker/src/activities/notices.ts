import { viewJourney, type Journey } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { NoticeActivities, NoticeToSend } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { noteBillSent, toldOfBill } from './bills/notices';
import { wordsOfCardNotice, type CardNotice } from './card-notices';
import { languageOf } from './codes';
import { reaching } from './gateway-trouble';
import { sayResult } from './say-result';
import type { Told, Tongue } from './told';

type NoticePorts = Pick<ActivityPorts, 'log' | 'sealer' | 'mail' | 'templates' | 'publicUrl' | 'now'>;

/** Writes to the customer about what has happened. What it says comes from the log, the address from its sealed part. */
export function noticeActivities({ log, sealer, mail, templates, publicUrl, now }: NoticePorts): NoticeActivities {
  return {
    async sendNotice(order) {
      const told = await toldOf({ log }, order);
      if (told === undefined) return;
      const to = await addressOf({ log, sealer }, told.accountId);
      if (to === undefined) return; // forgotten: nobody is left to write to
      const language = await languageOf(log, told.accountId);
      const letter = templates.letter(order.notice, language, {
        ...told.words(templates.phrases(language)),
        link: publicUrl,
      });
      await reaching(() => mail.send({ key: `notice/${order.eventId}`, to, ...letter }));
      if (order.notice === 'bill-issued') await noteBillSent({ log, now }, order.billId);
    },
  };
}

function toldOf({ log }: Pick<ActivityPorts, 'log'>, order: NoticeToSend): Promise<Told | undefined> {
  if ('journeyId' in order) return ofJourney({ log }, order.journeyId);
  return 'billId' in order ? toldOfBill({ log }, order) : ofCards({ log }, order);
}

async function ofJourney({ log }: Pick<ActivityPorts, 'log'>, journeyId: string): Promise<Told | undefined> {
  const { state: journey } = await log.read(stream('cardAddition', journeyId));
  return journey.status === 'none'
    ? undefined
    : { accountId: journey.accountId, words: (tongue) => wordsFor(journey, tongue) };
}

async function ofCards({ log }: Pick<ActivityPorts, 'log'>, order: CardNotice): Promise<Told | undefined> {
  const words = await wordsOfCardNotice({ log }, order);
  return words && { accountId: order.accountId, words };
}

/** The address that the account was registered with; undefined once the person was forgotten. */
export async function addressOf(
  { log, sealer }: Pick<ActivityPorts, 'log' | 'sealer'>,
  accountId: string,
): Promise<string | undefined> {
  const { facts } = await log.read(stream('account', accountId));
  for (const { fact } of facts) {
    if (fact.type !== 'AccountRegistered') continue;
    const opened = await sealer.unseal(accountId, fact.sealed);
    return opened === 'forgotten' ? undefined : opened['email'];
  }
  return undefined;
}

/** R32–33: masked numbers only, and never the bank's raw code. */
function wordsFor(journey: Journey, tongue: Tongue): Record<string, string> {
  const { card, hold, result } = viewJourney(journey);
  return {
    card: card ? `${card.brand} •••• ${card.last4}` : '',
    ...(result && sayResult(result.code, journey.failure?.networkCode, tongue)),
    currency: hold?.amount.currency ?? '',
  };
}
