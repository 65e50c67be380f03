import type { Messages } from '../en';

const ticket = '请提交工单；工单已包含本次尝试的经过。';
const otherCard = '请添加另一张信用卡。';
const fromOurSide = '我们已知悉。请稍后重新添加此卡。';
const inMinutes = '请几分钟后重新添加此卡。';
const callBank = '请拨打卡背面的电话，或添加另一张信用卡。';
const bankPage = '请重新添加此卡，并在银行页面完成步骤。';

export const results: Messages['results'] = {
  'contact-review': { sentence: '添加卡片前，我们需要核对您的联系方式。', next: ticket },
  'card-review': { sentence: '添加前，我们需要核对此卡。', next: ticket },
  'not-a-credit-card': { sentence: '这不是信用卡。只能添加信用卡。', next: otherCard },
  'system-error': {
    sentence: '我们这边或与银行的通信出现问题。您的卡没有被拒绝。',
    next: '请几分钟后重新添加此卡。如再次发生，请提交工单。',
  },
  'data-wrong-or-too-many-tries': {
    sentence: '部分卡片信息有误，或此卡尝试次数过多。',
    next: '请核对卡号、有效期和安全码，明天再添加。',
  },
  'no-credit-or-frozen': { sentence: '此卡没有可用额度，或已冻结。', next: '请咨询银行，或添加另一张信用卡。' },
  'card-on-another-account': {
    sentence: '此卡已绑定在另一个账号。一张卡只能属于一个账号。',
    next: '请添加另一张信用卡，或先从另一个账号删除此卡。',
  },
  'issued-in-other-country': {
    sentence: '此卡的发行国家与您账号的注册地不同。',
    next: '请添加在您所在国家或地区发行的信用卡。',
  },
  'network-not-supported': {
    sentence: '不支持此卡组织。支持 Visa 和 Mastercard。',
    next: '请添加 Visa 或 Mastercard 信用卡。',
  },
  'prepaid-or-virtual': { sentence: '不能添加预付卡和虚拟卡。', next: otherCard },
  'duplicate-on-account': {
    sentence: '此卡已绑定在您的账号。',
    next: '无需操作，可直接使用。如需更改有效期，请编辑此卡。',
  },
  'expiry-in-past': { sentence: '此卡已过期。', next: '请核对有效期，或添加另一张信用卡。' },
  'number-invalid': { sentence: '没有使用此号码的卡。', next: '请核对卡号后重新添加。' },
  'id-invalid': { sentence: '证件号码未被接受。', next: '请核对证件类型和号码后重新添加。' },
  'hold-declined': { sentence: '银行拒绝了用于验证的 1 美元。', next: '请咨询银行，或添加另一张信用卡。' },
  'hold-result-unknown': {
    sentence: '银行尚未答复。我们会继续查询，任何预授权都会退还。',
    next: '请等待本次尝试结束，然后重新添加。',
  },
  'bank-page-cancelled': { sentence: '在银行确认您的身份之前，本次尝试已取消。', next: bankPage },
  'bank-page-timed-out': {
    sentence: '银行未能及时确认您的身份。',
    next: '请重新添加此卡，并在 15 分钟内完成银行页面的步骤。',
  },
  'bank-rejected': { sentence: '银行无法确认是您本人。', next: '请向银行咨询网上确认，或添加另一张信用卡。' },
  'session-expired': {
    sentence: '一天内没有提交卡片，因此本次尝试已关闭。',
    next: '请重新添加。您已完成的步骤会保留。',
  },
  'risk-blocked': { sentence: '为保护您，本次尝试已停止。', next: ticket },
  'hold-release-late': {
    sentence: '卡片没有问题，但 1 美元的退还比平常慢。',
    next: '无需操作：我们会持续退还，直到银行确认。',
  },
  'card-removed-meanwhile': { sentence: '在验证新有效期时，此卡已被删除。', next: '请重新添加此卡。' },
  'cancelled-by-us': {
    sentence: '我们结束了本次尝试。您的卡没有被拒绝，冻结的金额会退还给您。',
    next: '请重新添加此卡；如需了解原因，请提交工单。',
  },
};

export const declines: Messages['declines'] = {
  approved: { sentence: '卡片已获批准。', next: '无需操作。' },
  'part-approved': { sentence: '仅部分获批，未扣款。', next: '请释放卡片额度，或添加另一张信用卡。' },
  'call-the-bank': { sentence: '银行希望您致电。', next: '请致电银行，然后重新添加此卡。' },
  'our-set-up': { sentence: '我们的设置被拒绝。您的卡没有问题。', next: fromOurSide },
  refused: { sentence: '银行拒绝了此卡。', next: otherCard },
  'no-reason': { sentence: '银行拒绝了此卡，未说明原因。', next: callBank },
  'not-allowed-kind': {
    sentence: '此卡不允许此类付款。',
    next: '请要求银行开通网上支付，或添加另一张信用卡。',
  },
  'amount-refused': { sentence: '银行拒绝了该金额。您的卡没有问题。', next: fromOurSide },
  'number-unknown': { sentence: '银行不认识此卡号。', next: '请核对卡号，或添加另一张信用卡。' },
  'bank-system-error': { sentence: '银行系统出错。', next: inMinutes },
  'account-closed': { sentence: '此卡的账户已关闭。', next: otherCard },
  'balance-insufficient': {
    sentence: '此卡余额不足。',
    next: '请释放卡片额度后重新添加，或添加另一张信用卡。',
  },
  expired: { sentence: '此卡已过期，或日期有误。', next: '请核对有效期后重新添加。' },
  security: { sentence: '银行出于安全原因拒绝。', next: callBank },
  'over-limit': { sentence: '超出此卡限额。', next: '请明天再试、要求银行提高限额，或添加另一张信用卡。' },
  restricted: { sentence: '此卡受限，或尚未激活。', next: '请在银行激活此卡，然后重新添加。' },
  'confirmation-needed': { sentence: '银行需要您确认是本人。', next: bankPage },
  'too-many-tries': { sentence: '错误次数过多。', next: '请明天再试，或添加另一张信用卡。' },
  'security-code-wrong': { sentence: '安全码错误。', next: '请核对卡上的三位或四位数字后重新添加。' },
  'bank-unreachable': { sentence: '无法联系银行。', next: inMinutes },
  'not-allowed-by-law': { sentence: '法律不允许此付款。', next: otherCard },
  'already-sent': { sentence: '此请求已发送给银行。', next: '无需操作：我们会查明结果。' },
  'payments-stopped': { sentence: '您已要求银行停止此类付款。', next: '请要求银行重新允许，或添加另一张信用卡。' },
};
