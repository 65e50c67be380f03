import { httpCardNetwork } from '@onfile/gateways';
import { cardChargesContract } from '@onfile/gateways/contracts';
import { API_KEY, Bench } from '../testing/bench';

const SCENARIOS = {
  approve: 'approve',
  'decline-51': 'charge-declined-51',
  'part-approve': 'part-approved-at-billing',
  'bank-page': 'confirm-at-billing',
} as const;

describe('the bank over HTTP, as what bills are paid by', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  cardChargesContract(async () => {
    bench = await Bench.open();
    const network = httpCardNetwork({ baseUrl: bench.url, apiKey: API_KEY, timeoutMs: 40_000 });
    const last4 = async (token: string) => (await network.describeToken(token))?.last4;
    const fault = async (operation: 'charge' | 'void', name: string, token: string) =>
      bench.fault({ match: { operation, last4: await last4(token) }, fault: name, times: 1 });
    return {
      charges: network,
      key: () => bench.key(),
      token: (behaviour) => bench.token(SCENARIOS[behaviour]),
      async answerBankPage(key, answer) {
        const { bankPageUrl = '' } = (await bench.find('charge', key)) ?? {};
        await bench.press(bankPageUrl, answer === 'confirmed' ? 'confirm' : 'cancel');
      },
      loseNextCharge: (token, when) => fault('charge', when, token).then(() => undefined),
      settleBeforeVoid: (token) => fault('void', 'already-settled', token).then(() => undefined),
    };
  });
});
