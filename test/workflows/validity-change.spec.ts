import { keepHistory } from '../replay/keep-history';
import { newEditor } from './bench/editor';
import { withBench } from './bench/with-bench';

const HOLD_BACK = ['HoldReleaseAsked', 'HoldVoided'];

describe('R37–38 a card on file gets a new validity', () => {
  const bench = withBench();

  it('approved: the new date counts, and the dollar goes back at once', async () => {
    const editor = newEditor(bench(), { expiry: '2020-01' });
    expect(await editor.edit({ on: 'approve' })).toMatchObject({ state: 'succeeded', from: '2020-01' });
    expect(await editor.end()).toMatchObject({ state: 'succeeded', step: null, hold: { status: 'voided' } });
    expect(editor.facts()).toEqual([
      ...['ValidityChangeStarted', 'HoldAsked', 'HoldPlaced', 'ValidityChangeSucceeded'],
      ...HOLD_BACK,
    ]);
    expect(editor.walletFacts().slice(2)).toEqual([
      'ValidityChangeOpened',
      'CardValidityChanged',
      'ValidityChangeClosed',
    ]);
    expect(editor.atBank()).toBe('voided');
    await keepHistory('validity-changed', editor.handle);
  });

  it('D11 with a bank page: only what the bank itself says counts', async () => {
    const editor = newEditor(bench());
    expect(await editor.edit({ on: 'bank-page' })).toMatchObject({ state: 'open', step: 'bank-page' });
    await editor.hintOfBank(); // forged, or too early
    await bench().env.sleep('31 seconds'); // past a poll, and short enough where the server does not skip it
    expect(editor.facts().at(-1)).toBe('BankPageOpened');
    bench().world.cards.answerBankPage(editor.key, 'confirmed');
    await editor.hintOfBank();
    expect(await editor.end()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    await keepHistory('validity-changed-on-bank-page', editor.handle);
  });

  it('declined: the old date stays', async () => {
    const editor = newEditor(bench());
    expect(await editor.edit({ on: 'decline', networkCode: '54' })).toMatchObject({
      state: 'failed',
      result: { code: 'hold-declined', group: 'expired' },
    });
    await editor.end();
    expect(editor.walletFacts().slice(2)).toEqual(['ValidityChangeOpened', 'CardDeclined', 'ValidityChangeClosed']);
    expect(editor.atBank()).toBe('declined');
    await keepHistory('validity-change-declined', editor.handle);
  });

  it('a bank that stays silent for 15 minutes: it fails, and what is held goes back', async () => {
    const editor = newEditor(bench());
    await editor.edit({ on: 'bank-page' });
    expect(await editor.end()).toMatchObject({ state: 'failed', result: { code: 'bank-page-timed-out' } });
    expect(editor.facts().slice(-3)).toEqual(['ValidityChangeFailed', ...HOLD_BACK]);
    expect(editor.atBank()).toBe('voided');
    await keepHistory('validity-change-timed-out', editor.handle);
  });

  it('given up on the bank page: the hold goes back', async () => {
    const editor = newEditor(bench());
    await editor.edit({ on: 'bank-page' });
    expect(await editor.cancel()).toMatchObject({ state: 'failed', result: { code: 'bank-page-cancelled' } });
    await editor.end();
    expect(editor.atBank()).toBe('voided');
    await keepHistory('validity-change-cancelled', editor.handle);
  });

  it('a lost answer is unknown, is looked up, and never guessed', async () => {
    const editor = newEditor(bench());
    bench().world.cards.fail('hold', 'lost-after');
    await editor.edit({ on: 'approve' });
    expect(await editor.end()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    expect(editor.facts()).toContain('HoldUnknown');
    expect(
      bench()
        .world.cards.ledger()
        .filter(({ key }) => key === editor.key),
    ).toHaveLength(1);
    await keepHistory('validity-change-unknown-then-held', editor.handle);
  });

  it('D4 R25 a release that is refused since the hold settled becomes a refund', async () => {
    const editor = newEditor(bench());
    bench().world.cards.fail('void', 'already-settled');
    await editor.edit({ on: 'approve' });
    expect(await editor.end()).toMatchObject({ hold: { status: 'refunded' } });
    expect(editor.atBank()).toBe('refunded');
    await keepHistory('validity-change-refunded', editor.handle);
  });

  it('the card is removed while the bank is asked: the change fails, and its hold goes back', async () => {
    const editor = newEditor(bench(), { cards: 2 });
    await editor.edit({ on: 'bank-page' });
    const { accountId, cardId } = editor;
    const wallet = bench().world.log.facts(`wallet-${accountId}`)[0]!;
    const { card } = wallet.fact.data as { card: object };
    bench().world.log.given(`wallet-${accountId}`, {
      type: 'CardRemoved',
      at: new Date().toISOString(),
      data: { accountId, cardId, card, because: 'asked' },
    });
    bench().world.cards.answerBankPage(editor.key, 'confirmed');
    expect(await editor.end()).toMatchObject({ state: 'failed', result: { code: 'card-removed-meanwhile' } });
    expect(editor.atBank()).toBe('voided');
    await keepHistory('validity-change-of-removed-card', editor.handle);
  });

  it('an operator cancels it: it ends, and gives the hold back first', async () => {
    const editor = newEditor(bench());
    await editor.edit({ on: 'bank-page' });
    await editor.handle.cancel();
    await expect(editor.end()).rejects.toThrow();
    expect(editor.facts().slice(-3)).toEqual(['ValidityChangeFailed', ...HOLD_BACK]);
    const failed = bench().world.log.facts(`cardValidityChange-${editor.changeId}`).at(-3);
    expect(failed).toMatchObject({ fact: { data: { result: 'cancelled-by-us' } }, actor: 'operator' });
    await keepHistory('validity-change-cancelled-by-operator', editor.handle);
  });

  it('a request that is refused leaves no trace, and the workflow ends', async () => {
    const editor = newEditor(bench());
    expect(await editor.edit({ on: 'approve' }, { fingerprint: 'another-card' })).toMatchObject({
      code: 'card-differs',
    });
    expect(await editor.end()).toBeNull();
    expect(editor.facts()).toEqual([]);
    expect(editor.atBank()).toBeUndefined();
    await keepHistory('validity-change-refused', editor.handle);
  });

  it('twice is once: the same request again, and a second change of the card while one is open', async () => {
    const editor = newEditor(bench());
    const first = await editor.edit({ on: 'bank-page' }, {}, 'edit-1');
    expect(await editor.edit({ on: 'bank-page' }, {}, 'edit-1')).toEqual(first);
    expect(editor.facts().filter((type) => type === 'HoldAsked')).toHaveLength(1);
    await editor.cancel();
    await editor.end();
  });

  it('R25 the nightly sweep ends a change whose workflow was terminated, and gives its hold back', async () => {
    const editor = newEditor(bench());
    await editor.edit({ on: 'bank-page' });
    await editor.handle.terminate('spec');
    bench().world.changesLeftBehind.add(editor.changeId);
    const { takenOn } = (await bench().env.client.workflow.execute('holdSweep', {
      workflowId: `sweep-of-${editor.changeId}`,
      taskQueue: 'journeys',
    })) as { takenOn: number };
    bench().world.changesLeftBehind.clear();
    expect(takenOn).toBe(1);
    const sweeper = bench().env.client.workflow.getHandle(`finishChange/${editor.changeId}`);
    expect(await sweeper.result()).toMatchObject({ state: 'failed', hold: { status: 'voided' } });
    expect(editor.atBank()).toBe('voided');
    await keepHistory('validity-change-swept', sweeper);
  });
});

describe('R39 a card is removed', () => {
  const bench = withBench();
  const destroyedIn = (editor: { walletFacts: () => string[] }) => editor.walletFacts().includes('CardTokenDestroyed');

  const remove = (editor: ReturnType<typeof newEditor>) => {
    const { accountId, cardId } = editor;
    const { card } = bench().world.log.facts(`wallet-${accountId}`)[0]!.fact.data as { card: { token: string } };
    bench().world.log.given(`wallet-${accountId}`, {
      type: 'CardRemoved',
      at: new Date().toISOString(),
      data: { accountId, cardId, card, because: 'asked' },
    });
    return card.token;
  };
  const start = (editor: ReturnType<typeof newEditor>, token: string) =>
    bench().env.client.workflow.start('cardRemoval', {
      workflowId: `cardRemoval/${editor.cardId}`,
      taskQueue: 'journeys',
      args: [{ accountId: editor.accountId, cardId: editor.cardId, token }],
    });

  it('its token is destroyed at the gateway, tried until it can be reached', async () => {
    const editor = newEditor(bench());
    const token = remove(editor);
    bench().world.cards.fail('destroy', 'unreachable', 3);
    const handle = await start(editor, token);
    expect(await handle.result()).toEqual({ destroyed: true });
    expect(await bench().world.cards.describeToken(token)).toBeUndefined();
    expect(destroyedIn(editor)).toBe(true);
    await keepHistory('card-removed', handle);
  });

  it('but not while a hold of the card is open', async () => {
    const editor = newEditor(bench());
    await editor.edit({ on: 'bank-page' });
    const token = remove(editor);
    const handle = await start(editor, token);
    await bench().env.sleep('5 minutes');
    expect(await bench().world.cards.describeToken(token)).toBeDefined();
    await editor.end();
    expect(await handle.result()).toEqual({ destroyed: true });
    expect(await bench().world.cards.describeToken(token)).toBeUndefined();
    await keepHistory('card-removed-after-open-hold', handle);
  });

  it('nor while a charge of the card has no answer', async () => {
    const editor = newEditor(bench());
    const token = remove(editor);
    const { accountId, cardId } = editor;
    const period = new Date(await bench().env.currentTimeMs()).toISOString().slice(0, 7);
    bench().world.clock.now = () => Date.parse(`${period}-15T00:00:00Z`);
    const bill = `bill-${accountId}-${period}`;
    const key = `${accountId}-${period}/1`;
    bench().world.log.given(bill, {
      type: 'CardChargeStarted',
      at: new Date().toISOString(),
      data: {
        ...{ key, n: 1, round: 1, cardId, token, fingerprint: 'digest', initiatedBy: 'merchant' },
        amount: { currency: 'USD', minor: 100 },
      },
    });
    const handle = await start(editor, token);
    await bench().env.sleep('10 minutes');
    expect(await bench().world.cards.describeToken(token)).toBeDefined();
    bench().world.log.given(bill, {
      type: 'CardCharged',
      at: new Date().toISOString(),
      data: { key, chargeId: 'ch_1' },
    });
    expect(await handle.result()).toEqual({ destroyed: true });
    bench().world.clock.now = () => Date.now();
  });

  it('a token that a card on file uses is never destroyed', async () => {
    const editor = newEditor(bench());
    const handle = await start(editor, `tok_${editor.cardId}`);
    expect(await handle.result()).toEqual({ destroyed: false });
    expect(destroyedIn(editor)).toBe(false);
    await keepHistory('card-removal-of-token-in-use', handle);
  });
});

describe('D15 the daily watch of cards', () => {
  const bench = withBench();

  it('warns, notes what has expired, and suspends the qualification with the last valid card; once a day', async () => {
    const today = new Date(await bench().env.currentTimeMs());
    const month = (ahead: number) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 15));
    const text = (at: Date) => at.toISOString().slice(0, 7);
    const soon = newEditor(bench(), { expiry: text(month(0)) });
    const expired = newEditor(bench(), { expiry: text(month(-2)) });
    const fine = newEditor(bench());
    [soon, expired, fine].forEach(({ accountId }) => bench().world.accountsWithCards.add(accountId));
    const watch = (n: number) =>
      bench().env.client.workflow.start('cardWatch', {
        workflowId: `watch-${n}`,
        taskQueue: 'journeys',
        args: [{ changed: 0, at: today.toISOString() }], // the bench may jump ahead between two runs of one day
      });
    const first = await watch(1);
    expect(await first.result()).toEqual({ changed: 2 });
    expect(await (await watch(2)).result()).toEqual({ changed: 0 });
    expect(soon.walletFacts().at(-1)).toBe('CardExpiryWarned');
    expect(expired.walletFacts().at(-1)).toBe('CardExpired');
    expect(fine.walletFacts()).toEqual(['CardAdded', 'DefaultCardSet']);
    expect(bench().world.log.types(`account-${expired.accountId}`).at(-1)).toBe('PostpaymentSuspended');
    await keepHistory('card-watch', first);
  });
});

describe('notices about cards on file', () => {
  const bench = withBench();

  it('are written in the customer’s language, with masked numbers, once for each fact', async () => {
    const editor = newEditor(bench(), { expiry: '2020-01' });
    await editor.edit({ on: 'approve' });
    await editor.end();
    const { log, mail } = bench().world;
    const changed = log.facts(`wallet-${editor.accountId}`).find(({ fact }) => fact.type === 'CardValidityChanged')!;
    const order = {
      ...{ eventId: changed.id, notice: 'card-validity-changed', accountId: editor.accountId },
      ...{ stream: 'wallet', streamId: editor.accountId },
    };
    const handle = await bench().env.client.workflow.start('notice', {
      workflowId: `notice/${changed.id}/${editor.accountId}`,
      taskQueue: 'journeys',
      args: [order],
    });
    await handle.result();
    const letter = mail.sent.get(`notice/${changed.id}`)!;
    expect(letter.subject).toBe('Ha cambiado la validez de su tarjeta');
    expect(letter.text).toContain('visa •••• 4242 ahora es válida hasta 11/99 (antes: 01/20)');
    expect(letter.text).not.toMatch(/tok_|\{\{/);
    await keepHistory('notice-of-card', handle);
  });
});
