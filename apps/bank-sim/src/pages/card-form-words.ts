import type { Language } from './spoken';

/** Everything that the card form says. */
export interface CardFormWords {
  readonly newCard: string;
  readonly edit: (last4: string) => string;
  readonly number: string;
  readonly expMonth: string;
  readonly expYear: string;
  readonly month: string;
  readonly year: string;
  readonly securityCode: string;
  readonly holderName: string;
  readonly yes: string;
  readonly noScript: string;
  /** What the form's script says, by the code of a refusal. */
  readonly refused: Readonly<Record<string, string>>;
}

const en: CardFormWords = {
  newCard: 'Your card',
  edit: (last4) => `Validity period of the card ending in ${last4}`,
  number: 'Card number',
  expMonth: 'Expiry month',
  expYear: 'Expiry year',
  month: 'MM',
  year: 'YYYY',
  securityCode: 'Security code',
  holderName: "Card holder's name",
  yes: 'Yes',
  noScript: 'This form needs JavaScript, so that your card goes to the bank only.',
  refused: {
    'number-invalid': 'Check the card number.',
    'expiry-in-past': 'This date is over. Check month and year.',
    'security-code-invalid': 'Check the security code: three digits, four for American Express.',
    'holder-missing': "Enter the card holder's name.",
    'invalid-request': 'Check month and year.',
    other: 'The bank can not be reached. Please try again.',
    alone: 'The bank took the card. No page around this form is waiting for it.',
  },
};

const es: CardFormWords = {
  newCard: 'Su tarjeta',
  edit: (last4) => `Período de validez de la tarjeta terminada en ${last4}`,
  number: 'Número de la tarjeta',
  expMonth: 'Mes de vencimiento',
  expYear: 'Año de vencimiento',
  month: 'MM',
  year: 'AAAA',
  securityCode: 'Código de seguridad',
  holderName: 'Nombre del titular',
  yes: 'Sí',
  noScript: 'Este formulario necesita JavaScript, para que su tarjeta llegue solo al banco.',
  refused: {
    'number-invalid': 'Revise el número de la tarjeta.',
    'expiry-in-past': 'Esta fecha ya pasó. Revise el mes y el año.',
    'security-code-invalid': 'Revise el código de seguridad: tres dígitos, cuatro en American Express.',
    'holder-missing': 'Escriba el nombre del titular.',
    'invalid-request': 'Revise el mes y el año.',
    other: 'No se puede conectar con el banco. Inténtelo de nuevo.',
    alone: 'El banco aceptó la tarjeta. Ninguna página alrededor de este formulario la espera.',
  },
};

const zh: CardFormWords = {
  newCard: '您的信用卡',
  edit: (last4) => `尾号 ${last4} 的卡的有效期`,
  number: '卡号',
  expMonth: '到期月份',
  expYear: '到期年份',
  month: '月',
  year: '年',
  securityCode: '安全码',
  holderName: '持卡人姓名',
  yes: '是',
  noScript: '此表单需要 JavaScript，以便您的卡信息只发送给银行。',
  refused: {
    'number-invalid': '请检查卡号。',
    'expiry-in-past': '该日期已过，请检查月份和年份。',
    'security-code-invalid': '请检查安全码：三位数字，美国运通卡为四位。',
    'holder-missing': '请输入持卡人姓名。',
    'invalid-request': '请检查月份和年份。',
    other: '无法连接银行，请重试。',
    alone: '银行已接收此卡，但没有页面在等待它。',
  },
};

/** The words of the card form by language. */
export const CARD_FORM_WORDS: Readonly<Record<Language, CardFormWords>> = { en, es, zh };
