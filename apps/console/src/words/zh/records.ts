import type { Messages } from '../en';

export const history: Messages['history'] = {
  title: '历史卡片',
  lead: '每一次添加或更改卡片的尝试，最新的在前。',
  empty: '还没有任何尝试。',
  result: '结果',
  noCard: '未提交卡片',
  kindsTried: {
    'card-addition': '添加卡片',
    'validity-change': '编辑有效期',
    'card-removal': '删除卡片',
    other: '更改卡片',
  },
  states: { open: '进行中', succeeded: '成功', failed: '失败', abandoned: '已取消' },
  goOn: '继续',
  again: '重新添加卡片',
  againFrom: (when) => `请在 ${when} 之后重试`,
  ticket: '提交工单',
  next: '下一步',
  who: '由谁解决',
  whoCanFix: { person: '您本人', bank: '您的银行', us: '由我们处理', nobody: '目前无人能解决' },
};

export const ticket: Messages['ticket'] = {
  title: '工单',
  text: '本次尝试的经过会自动附上，其中没有卡片数据，也不需要。',
  field: '您想说明什么？（可选）',
  submit: '提交',
  sent: (ticketId) => `您的工单 ${ticketId} 已提交，我们会通过邮件答复。`,
  reference: '编号',
  result: '结果',
};

export const holds: Messages['holds'] = {
  title: '预授权',
  lead: '为验证您的卡而预授权的金额及其退还情况。我们总会释放；银行何时显示由银行决定。',
  empty: '您的卡上从未有过预授权。',
  releasedByUs: (when) => `我们于 ${when} 释放`,
  bankShowsBy: (when) => `您的银行最迟于 ${when} 显示`,
  late: (when) => `自 ${when} 起延迟，我们会继续尝试。`,
  states: {
    asked: '已发起',
    unknown: '正在向银行核实',
    'page-open': '等待您在银行确认',
    placed: '已预授权',
    declined: '被拒绝：没有预授权',
    releasing: '正在释放',
    'release-late': '释放延迟',
    voided: '已释放',
    refunded: '已退款',
    'nothing-held': '没有预授权',
  },
};

export const preferences: Messages['preferences'] = {
  title: '偏好设置',
  lead: '我的账号',
  currency: '币种',
  currencyText: '账单以此币种出具。已出的账单和未结束的预授权保持原币种。',
  saved: '币种已保存。',
  language: '语言和外观',
  languageText: '仅用于此浏览器。',
};

export const feedback: Messages['feedback'] = {
  open: '此页面对您有帮助吗？',
  yes: '是',
  no: '否',
  issues: '您遇到了以下哪些问题？',
  issue: {
    'hard-to-find': '找不到我要的内容',
    'hard-to-understand': '难以理解',
    incomplete: '内容不完整',
    'out-of-date': '内容过时',
    wrong: '内容有误',
  },
  comment: '意见',
  left: (characters) => `还可输入 ${characters} 个字符`,
  ok: '确定',
  cancel: '取消',
  thanks: '谢谢，您的反馈已提交。',
  failed: '提交反馈失败，请稍后再试。',
};
