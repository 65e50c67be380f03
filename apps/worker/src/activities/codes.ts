import { stream } from '@onfile/event-log';
import type { JourneyActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { reaching } from './gateway-trouble';

type CodePorts = Pick<ActivityPorts, 'log' | 'sealer' | 'mail' | 'sms' | 'templates'>;

/** R11–12: sends one code. What is sealed is opened here, right before it leaves, and kept nowhere. */
export function codeActivity({ log, sealer, mail, sms, templates }: CodePorts): Pick<JourneyActivities, 'sendCode'> {
  return {
    async sendCode({ key, accountId, channel, sealedCode }) {
      const opened = await sealer.unseal(accountId, sealedCode);
      if (opened === 'forgotten') return; // nobody is left to send it to
      const { address = '', code = '' } = opened;
      const language = await languageOf(log, accountId);
      if (channel === 'sms') {
        const { text } = templates.letter('sms-code', language, { code });
        return reaching(() => sms.send({ key, to: address, text }));
      }
      const letter = templates.letter('email-code', language, { code });
      return reaching(() => mail.send({ key, to: address, ...letter }));
    },
  };
}

/** The language that the account was registered with; empty if it is unknown. */
export async function languageOf(log: ActivityPorts['log'], accountId: string): Promise<string> {
  const { facts } = await log.read(stream('account', accountId));
  for (const { fact } of facts) if (fact.type === 'AccountRegistered') return fact.data.language;
  return '';
}
