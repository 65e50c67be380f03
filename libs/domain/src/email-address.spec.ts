import { checkEmailAddress } from './email-address';

describe('checkEmailAddress', () => {
  it.each([
    ['ana@example.com', 'ana@example.com'],
    [' Ana.Rojas+card@Example.COM ', 'Ana.Rojas+card@example.com'],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ['用户@例子.公司', '用户@例子.公司'],
  ])('R11 %s can get mail', (text, address) => expect(checkEmailAddress(text)).toBe(address));

  it.each([
    ...['', 'ana', '@example.com', 'ana@', 'ana@localhost', 'ana@@example.com', 'a b@example.com', 'ana@-x.com'],
    ...['ana@x..com', '.ana@x.com', 'ana.@x.com', 'a..b@x.com', 'ana@x.com,bob@x.com', 'ana@x.com\nBcc: b@x.com'],
    ...[`${'a'.repeat(65)}@x.com`, `a@${'x.'.repeat(130)}com`, `a@${'x'.repeat(64)}.com`, '<ana@x.com>'],
  ])('R11 %p is refused', (text) => expect(() => checkEmailAddress(text)).toThrow('information-invalid'));
});
