import { cardBlocked, onFile } from '../fixtures';
import { evolveWallet, initialWallet } from '../wallet/state';
import type { WalletEvent } from '../wallet/events';
import { operatorGround, riskGrounds, type RiskView } from './grounds';
import { defaultRiskPolicy } from './rules';

const AT = '2024-05-20T00:00:00.000Z';
const rates = { CLP: { from: 'USD', to: 'CLP', rate: '945.5', asOf: AT, source: 'spec' } } as const;
const walletOf = (...facts: readonly WalletEvent[]) => facts.reduce(evolveWallet, initialWallet);
const byDefault = (cardId: string): WalletEvent => ({
  ...{ type: 'DefaultCardSet', at: AT },
  data: { cardId, because: 'chosen' },
});
const view = (about: Partial<RiskView> = {}): RiskView => ({
  ...{ unbilled: { currency: 'USD', minor: 100 }, wallet: walletOf(onFile('a'), byDefault('a')) },
  ...{ dueAt: '2024-06-02T19:00:00.000Z', zone: 'Asia/Shanghai', rates },
  ...about,
});
const grounds = (about: Partial<RiskView> = {}, policy = defaultRiskPolicy) => riskGrounds(view(about), policy, AT);
const rules = (about: Partial<RiskView> = {}) => grounds(about).map(({ rule }) => rule);

describe('D13 grounds to suspect arrears, each with what it was decided on', () => {
  it('none where nothing speaks against the account', () => expect(grounds()).toStrictEqual([]));

  it('unbilled charges over the limit, and not at it', () => {
    expect(grounds({ unbilled: { currency: 'USD', minor: 500_000 } })).toStrictEqual([]);
    expect(grounds({ unbilled: { currency: 'USD', minor: 500_001 } })).toStrictEqual([
      { rule: 'unbilled-over-limit', inputs: { unbilledMinor: 500_001, currency: 'USD', limitMinor: 500_000 } },
    ]);
  });

  it('the limit holds in the currency of the account, without decimals too', () => {
    const limit = 4_727_500; // five thousand dollars in pesos
    expect(grounds({ unbilled: { currency: 'CLP', minor: limit } })).toStrictEqual([]);
    expect(grounds({ unbilled: { currency: 'CLP', minor: limit + 1 } })).toMatchObject([
      { inputs: { limitMinor: limit } },
    ]);
  });

  it('a rate that is missing is no ground', () => {
    expect(rules({ unbilled: { currency: 'SEK', minor: 900_000_000 } })).toStrictEqual([]);
  });

  it('no card that may be tried: none at all, expired, blocked', () => {
    for (const wallet of [walletOf(), walletOf(onFile('a', '2024-04')), walletOf(onFile('a'), cardBlocked('a'))]) {
      expect(grounds({ wallet })).toMatchObject([
        { rule: 'no-valid-card', inputs: { unbilledMinor: 100, cards: wallet.cards.length } },
      ]);
    }
  });

  it('the default expires before the third: good today, not then; another card does not matter', () => {
    const wallet = walletOf(onFile('a', '2024-05'), onFile('b'), byDefault('a'));
    expect(grounds({ wallet })).toMatchObject([
      { rule: 'default-expires-before-third', inputs: { cardId: 'a', expiry: '2024-05' } },
    ]);
    expect(rules({ wallet: walletOf(onFile('a', '2024-06'), byDefault('a')) })).toStrictEqual([]);
    expect(rules({ wallet: walletOf(onFile('a', '2024-05'), onFile('b'), byDefault('b')) })).toStrictEqual([]);
  });

  it('nothing is a ground where nothing is owed', () => {
    expect(grounds({ wallet: walletOf(), unbilled: { currency: 'USD', minor: 0 } })).toStrictEqual([]);
    expect(grounds({ wallet: walletOf(), unbilled: { currency: 'USD', minor: -5 } })).toStrictEqual([]);
  });

  it('each rule is data: one that is not listed is not looked at', () => {
    expect(grounds({ wallet: walletOf() }, { ...defaultRiskPolicy, rules: ['unbilled-over-limit'] })).toStrictEqual([]);
  });

  it('R30b an operator’s own ground names the person and the written reason', () => {
    expect(operatorGround('op_1', 'a chargeback', { currency: 'USD', minor: 7 })).toStrictEqual({
      ...{ rule: 'operator', by: 'op_1', reason: 'a chargeback' },
      inputs: { unbilledMinor: 7, currency: 'USD' },
    });
  });
});
