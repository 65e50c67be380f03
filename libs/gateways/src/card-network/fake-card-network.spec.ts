import { cardNetworkContract } from './contract';
import { fakeCardNetwork, type FakeBehaviour } from './fake-card-network';

const BEHAVIOURS: Record<'approve' | 'bank-page' | 'decline-51', FakeBehaviour> = {
  approve: { on: 'approve' },
  'bank-page': { on: 'bank-page' },
  'decline-51': { on: 'decline', networkCode: '51' },
};

describe('the fake card network', () => {
  let count = 0;
  const network = fakeCardNetwork();
  cardNetworkContract(async () => ({
    network,
    key: () => `key-${(count += 1)}`,
    async token(behaviour) {
      const token = `tok_${(count += 1)}`;
      network.card(
        {
          token,
          brand: 'visa',
          last4: '4242',
          expiry: '2030-12',
          funding: 'credit',
          issuingCountry: 'US',
          fingerprint: token,
        },
        BEHAVIOURS[behaviour],
      );
      return token;
    },
    answerBankPage: async (key, answer) => network.answerBankPage(key, answer),
    loseNextHold: async (_token, when) => network.fail('hold', when),
    settleBeforeVoid: async () => network.fail('void', 'already-settled'),
  }));
});
