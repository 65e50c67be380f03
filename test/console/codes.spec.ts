import { withBrowser } from './with-browser';

/** So often may a code be entered wrongly. */
const WRONG_TRIES = 5;

jest.setTimeout(180_000);

describe('codes in a browser', () => {
  const { visit } = withBrowser();

  it('R11 R12 Send Code counts down to the next; a wrong code is refused in words, the right one goes on', async () => {
    const { customer, console } = await visit();
    await customer.addCard();
    await console.open('/complete-information', 'Verify your email address');
    await console.button('Next').click();
    await console.says('Please enter the code that you received.');
    await console.button('Send Code').click();
    const countdown = console.button(/^Send again in \d+ s$/);
    await countdown.waitFor();
    await expect(countdown.isDisabled()).resolves.toBe(true);
    const first = secondsOf(await countdown.innerText());
    expect(first).toBeLessThanOrEqual(60);
    // Two seconds less, or more than that where the page had no time to show each of them.
    const later = Array.from({ length: Math.max(first - 1, 1) }, (_, seconds) => seconds).join('|');
    await console.button(new RegExp(`^Send again in (${later}) s$`)).waitFor();
    const code = await customer.codeFrom(customer.email);
    await console.field('Verification code').fill(wrong(code));
    await console.button('Next').click();
    await console.says('This is not the code that was sent.');
    await console.says('4 tries are left.');
    await console.field('Verification code').fill(code);
    await console.button('Next').click();
    await console.heading('Add your mobile number').waitFor();
  });

  it('R12 a code that was entered wrongly too often is void, also for the right one', async () => {
    const { customer, console } = await visit();
    const { journeyId } = await customer.addCard();
    await customer.step(`/v1/card-additions/${journeyId}/email-code`, {});
    const code = await customer.codeFrom(customer.email);
    const enter = (typed: string) =>
      customer.post(`/v1/card-additions/${journeyId}/email-confirmation`, { code: typed });
    for (let tries = 1; tries < WRONG_TRIES; tries += 1) await enter(wrong(code));
    await console.open('/complete-information', 'Verify your email address');
    await console.field('Verification code').fill(wrong(code));
    await console.button('Next').click();
    await console.says('This is not the code that was sent.');
    await console.field('Verification code').fill(code);
    await console.button('Next').click();
    await console.says('This code was entered wrongly too often. Choose Send Code for a new one.');
  });

  it('R14–R16 a number of another region is refused with the region; a number changed after Send Code needs a new code', async () => {
    const { customer, console } = await visit({ registeredAt: new Date().toISOString() });
    await customer.addCard();
    await console.open('/complete-information', 'Add your mobile number');
    await console.says('a mobile number allocated in United States');
    await console.field('Mobile number').fill('+491701234567');
    await console.button('Send Code').click();
    await console.says('This mobile number does not belong to United States, the region of your account.');
    await console.field('Mobile number').fill(customer.mobile);
    await console.button('Send Code').click();
    await console.button(/^Send again in/).waitFor();
    await console.field('Mobile number').fill('+1 202 555 0123');
    await console.says('You changed the number: send a code to the new one.');
    await console.button('Send Code').waitFor();
  });
});

const secondsOf = (text: string): number => Number(/\d+/.exec(text)?.[0]);

/** Another code of the same length. */
const wrong = (code: string): string => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
