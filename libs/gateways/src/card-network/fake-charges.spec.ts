import { cardChargesContract } from './charges-contract';
import { fakeCharges, type FakeChargeAnswer } from './fake-charges';

const BEHAVIOURS: Readonly<Record<string, FakeChargeAnswer>> = {
  approve: { on: 'capture' },
  'decline-51': { on: 'decline', networkCode: '51' },
  'part-approve': { on: 'part', hundredths: 40 },
  'bank-page': { on: 'bank-page' },
};

describe('the fake charges', () => {
  let count = 0;
  const charges = fakeCharges();
  cardChargesContract(async () => ({
    charges,
    key: () => `key-${(count += 1)}`,
    async token(behaviour) {
      const token = `tok_${(count += 1)}`;
      charges.chargesAnswer(token, BEHAVIOURS[behaviour]!);
      return token;
    },
    answerBankPage: async (key, answer) => charges.answerPaymentPage(key, answer),
    loseNextCharge: async (_token, when) => charges.failCharges('charge', when),
    settleBeforeVoid: async () => charges.failCharges('void', 'settled'),
  }));
});
