import { httpCardNetwork } from '@onfile/gateways';
import { cardNetworkContract } from '@onfile/gateways/contracts';
import { API_KEY, Bench } from '../testing/bench';

const SCENARIOS = { approve: 'approve', 'bank-page': 'three-ds-challenge', 'decline-51': 'hold-declined-51' } as const;

describe('the bank over HTTP, as a card network', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  cardNetworkContract(async () => {
    bench = await Bench.open();
    const network = httpCardNetwork({ baseUrl: bench.url, apiKey: API_KEY, timeoutMs: 40_000 });
    const last4 = async (token: string) => (await network.describeToken(token))?.last4;
    return {
      network,
      key: () => bench.key(),
      token: (behaviour) => bench.token(SCENARIOS[behaviour]),
      async answerBankPage(key, answer) {
        const { bankPageUrl = '' } = (await bench.find('hold', key)) ?? {};
        await bench.press(bankPageUrl, answer === 'confirmed' ? 'confirm' : 'cancel');
      },
      async loseNextHold(token, when) {
        await bench.fault({ match: { operation: 'hold', last4: await last4(token) }, fault: when, times: 1 });
      },
      async settleBeforeVoid(token) {
        await bench.fault({
          match: { operation: 'void', last4: await last4(token) },
          fault: 'already-settled',
          times: 1,
        });
      },
    };
  });
});
