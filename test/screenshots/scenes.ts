import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import type { Customer, Onfile } from '../driver/onfile';
import { operatorScenes } from './operator-scenes';
import type { Scene } from './scene';

const INSUFFICIENT = '40000251';
const INSUFFICIENT_AT_BILLING = '40000090';
const MASTERCARD = '52000077';
const CHALLENGED = '40000101';
const AN_HOUR_MS = 3_600_000;

/** Every page with somebody for whom there is something on it. */
export async function scenes(onfile: Onfile, log: string): Promise<Scene[]> {
  const customers = [...(await atTheDoor(onfile)), ...(await onboarding(onfile)), ...(await cardsOnFile(onfile))];
  return [...customers, ...(await operatorScenes(onfile, log))];
}

async function atTheDoor(onfile: Onfile): Promise<Scene[]> {
  const stranger = await onfile.register({ region: 'US', email: 'charles@analytical.example' });
  const path = '/payment-methods';
  return [
    { name: 'sign-in', path: '/', heading: 'Sign in' },
    { name: 'payment-methods-empty', who: stranger, path, heading: 'Payment Methods' },
    {
      ...{ name: 'menu', who: stranger, path, heading: 'Payment Methods', on: ['phone'] },
      then: (page) => page.button('Menu').click(),
    },
  ];
}

async function onboarding(onfile: Onfile): Promise<Scene[]> {
  const path = '/complete-information';
  const newcomer = (email: string) => onfile.register({ region: 'CL', email: `${email}@analitica.example` });
  const atEmail = await newcomer('ines');
  await atEmail.addCard();
  const atMobile = await newcomer('jorge');
  await atMobile.confirmEmail(await atMobile.addCard());
  const atInformation = await newcomer('karla');
  await atInformation.confirmMobile(await atInformation.confirmEmail(await atInformation.addCard()));
  const atCard = await newcomer('luis');
  await atCard.reachCard();
  const atBank = await newcomer('marta');
  await atBank.submitCard(
    await atBank.reachCard(),
    { number: mintCardNumber(CHALLENGED) },
    { type: 'RUT', number: '8148691-3' },
  );
  const cardShown = (label: string) => (page: ConsolePage) => page.fields.getByLabel(label).waitFor();
  return [
    { name: 'email', who: atEmail, path, heading: 'Verify your email address' },
    { name: 'mobile', who: atMobile, path, heading: 'Add your mobile number' },
    { name: 'information', who: atInformation, path, heading: 'Account information' },
    { name: 'card', who: atCard, path, heading: 'Your credit card', then: cardShown('Card number') },
    {
      ...{ name: 'card-spanish', who: atCard, path, heading: 'Su tarjeta de crédito', locale: 'es-CL' },
      then: cardShown('Número de la tarjeta'),
    },
    {
      ...{ name: 'card-chinese', who: atCard, path, heading: '您的信用卡', locale: 'zh-CN' },
      then: cardShown('卡号'),
    },
    { name: 'bank-asks', who: atBank, path, heading: 'Your bank asks you to confirm' },
    {
      ...{ name: 'bank-page', who: atBank, path, heading: 'Your bank asks you to confirm' },
      async then({ page }) {
        await page.getByRole('link', { name: 'Go to the bank’s page' }).click();
        await page.getByLabel('One-time code').waitFor();
      },
    },
    {
      ...{ name: 'bank-page-spanish', who: atBank, path, heading: 'Su banco le pide que confirme', locale: 'es-CL' },
      async then({ page }) {
        await page.getByRole('link', { name: 'Ir a la página del banco' }).click();
        await page.getByLabel('Código de un solo uso').waitFor();
      },
    },
  ];
}

async function cardsOnFile(onfile: Onfile): Promise<Scene[]> {
  const who = await onfile.register({ region: 'US', email: 'ada@analytical.example' });
  const now = new Date();
  const card = await who.addsCard({ number: mintCardNumber(INSUFFICIENT_AT_BILLING) });
  await who.addsCard({ number: mintCardNumber(MASTERCARD) });
  await who.addsCard({ number: mintCardNumber(), expYear: now.getFullYear(), expMonth: now.getMonth() + 1 });
  const failed = await who.submitCard(await who.reachCard(), { number: mintCardNumber(INSUFFICIENT) });
  await who.until(failed.journeyId, 'its end', ({ state }) => state === 'failed');
  const { body: edited } = await who.edits(card);
  await who.untilChange(edited.changeId, 'its end', ({ state }) => state === 'succeeded');
  const billId = await billedBySecondCard(new Billing(onfile), who);
  const wallet = { who, path: '/payment-methods', heading: 'Payment Methods' };
  return [
    { ...wallet, name: 'payment-methods' },
    { ...wallet, name: 'payment-methods-chinese', heading: '支付方式', locale: 'zh-CN' },
    {
      ...{ ...wallet, name: 'operation' },
      async then({ page }) {
        await page
          .getByRole('button', { name: /^Operation/ })
          .nth(1)
          .click();
        await page.getByRole('menu').waitFor();
      },
    },
    {
      ...{ ...wallet, name: 'delete' },
      async then({ page }) {
        await page
          .getByRole('button', { name: /^Delete / })
          .first()
          .click();
        await page.getByRole('alertdialog').waitFor();
      },
    },
    {
      ...{ ...wallet, name: 'feedback' },
      async then({ page }) {
        await page.getByRole('contentinfo').getByRole('button', { name: 'No', exact: true }).click();
        await page.getByLabel('Comment').waitFor();
      },
    },
    {
      ...{ name: 'edit', who, path: `/payment-methods/${card}/edit`, heading: 'Edit validity period' },
      then: (page) => page.fields.getByLabel('Expiry month').waitFor(),
    },
    {
      ...{ name: 'validity-change', who, path: `/card-validity-changes/${edited.changeId}` },
      heading: 'Edit validity period',
    },
    { name: 'failed', who, path: `/complete-information/${failed.journeyId}`, heading: 'The card was not added' },
    { name: 'historical-cards', who, path: '/historical-cards', heading: 'Historical Cards' },
    {
      ...{ name: 'ticket', who, path: '/historical-cards', heading: 'Historical Cards' },
      async then(page) {
        await page.button('Submit a service ticket').first().click();
        await page.page.getByRole('dialog').waitFor();
      },
    },
    { name: 'holds', who, path: '/holds', heading: 'Holds' },
    { name: 'bills', who, path: '/bills', heading: 'Bills' },
    { name: 'bill', who, path: `/bills/${billId}`, heading: 'Why this card?' },
    { name: 'preferences', who, path: '/preferences', heading: 'Preferences' },
  ];
}

/** A bill that the default card could not pay, and expenses that wait for the next one. */
async function billedBySecondCard(billing: Billing, { accountId }: Customer): Promise<string> {
  const at = new Date(Date.now() - AN_HOUR_MS).toISOString();
  await billing.charge([
    { accountId, minor: 84_210, at },
    { accountId, minor: 7_990, at, service: 'storage' },
  ]);
  const billId = await billing.billAtRisk(accountId);
  await billing.untilBill(billId, 'is paid', ({ status }) => status === 'paid');
  await billing.charge([{ accountId, minor: 12_860, at: new Date().toISOString() }]);
  return billId;
}
