import type { Kind, PaymentStatus } from '../network/payment';
import type { Language } from './spoken';

/** Everything that the bank's own page says (R29). */
export interface BankPageWords {
  readonly title: string;
  /** What is asked of the card. */
  readonly asked: Readonly<Record<Kind, string>>;
  readonly card: string;
  /** Before the code itself. */
  readonly shown: string;
  readonly code: string;
  readonly wrong: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly silence: string;
  readonly silenceMeans: string;
  readonly silent: { readonly title: string; readonly text: string };
  readonly over: { readonly title: string; readonly stands: string; readonly back: string };
  readonly status: Readonly<Record<PaymentStatus, string>>;
  readonly none: { readonly title: string; readonly text: string };
}

const en: BankPageWords = {
  title: 'Confirm that it is you',
  asked: { hold: 'To be held', charge: 'To be paid' },
  card: 'Card',
  shown: 'A real bank would send you a code. This one shows it:',
  code: 'One-time code',
  wrong: 'That was not the code. Please enter it again.',
  confirm: 'Confirm',
  cancel: 'Cancel',
  silence: 'Say nothing',
  silenceMeans: '“Say nothing” leaves the bank waiting, as if you had closed the page.',
  silent: {
    title: 'The bank says nothing',
    text: 'You are not sent back, and nobody is told. You can close this page.',
  },
  over: { title: 'This was answered already', stands: 'It stands so:', back: 'Go back' },
  status: {
    held: 'held',
    captured: 'paid',
    'part-approved': 'approved in part',
    'needs-bank-page': 'waiting for you',
    declined: 'declined',
    voided: 'given back',
    refunded: 'refunded',
    settled: 'settled',
    expired: 'expired',
  },
  none: { title: 'There is no such page', text: 'Nobody is asked anything here.' },
};

const es: BankPageWords = {
  title: 'Confirme que es usted',
  asked: { hold: 'Importe que se retendrá', charge: 'Importe que se pagará' },
  card: 'Tarjeta',
  shown: 'Un banco real le enviaría un código. Este lo muestra:',
  code: 'Código de un solo uso',
  wrong: 'Ese no era el código. Introdúzcalo de nuevo.',
  confirm: 'Confirmar',
  cancel: 'Cancelar',
  silence: 'No decir nada',
  silenceMeans: '«No decir nada» deja al banco esperando, como si hubiera cerrado la página.',
  silent: {
    title: 'El banco no dice nada',
    text: 'No se le envía de vuelta y no se avisa a nadie. Puede cerrar esta página.',
  },
  over: { title: 'Esto ya se ha respondido', stands: 'Su estado es:', back: 'Volver' },
  status: {
    held: 'retenido',
    captured: 'pagado',
    'part-approved': 'aprobado en parte',
    'needs-bank-page': 'a la espera de usted',
    declined: 'rechazado',
    voided: 'devuelto',
    refunded: 'reembolsado',
    settled: 'liquidado',
    expired: 'caducado',
  },
  none: { title: 'No existe esa página', text: 'Aquí no se pregunta nada a nadie.' },
};

const zh: BankPageWords = {
  title: '请确认是您本人',
  asked: { hold: '预授权金额', charge: '支付金额' },
  card: '卡片',
  shown: '真实的银行会把验证码发给您，这里直接显示：',
  code: '一次性验证码',
  wrong: '验证码不正确，请重新输入。',
  confirm: '确认',
  cancel: '取消',
  silence: '不作答复',
  silenceMeans: '“不作答复”会让银行继续等待，如同您关闭了此页面。',
  silent: { title: '银行没有答复', text: '您不会被带回，也不会通知任何人。您可以关闭此页面。' },
  over: { title: '此请求已有答复', stands: '当前状态：', back: '返回' },
  status: {
    held: '已预授权',
    captured: '已支付',
    'part-approved': '部分批准',
    'needs-bank-page': '等待您确认',
    declined: '已拒绝',
    voided: '已退还',
    refunded: '已退款',
    settled: '已结算',
    expired: '已过期',
  },
  none: { title: '没有此页面', text: '这里没有需要您答复的内容。' },
};

/** The words of the bank's page by language. */
export const BANK_PAGE_WORDS: Readonly<Record<Language, BankPageWords>> = { en, es, zh };
