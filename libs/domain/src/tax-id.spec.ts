import { Refusal } from './refusal';
import { checkTaxId, type TaxIdType } from './tax-id';

const check = (type: TaxIdType, text: string, strict = false) => {
  try {
    return checkTaxId(type, text, strict);
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.details.field}`;
    throw error;
  }
};
const refused = 'tax-id-invalid taxId';

describe('RUT', () => {
  it.each([
    ['12.345.678-5', '12345678-5'],
    ['12345678-5', '12345678-5'],
    ['123456785', '12345678-5'],
    ['8.148.691-3', '8148691-3'],
    ['20347878-k', '20347878-K'],
    ['20.347.878K', '20347878-K'],
    ['008148691-3', '8148691-3'],
    [' 12.345.678-5 ', '12345678-5'],
    ['１２３４５６７８－５', '12345678-5'],
    ['12.345.678\u20135', '12345678-5'],
    ['20347879-8', '20347879-8'],
    ['10000013-K', '10000013-K'],
    ['10000004-0', '10000004-0'],
  ])('R26 R27 %s has the one canonical form %s', (text, canonical) =>
    expect(check('RUT', text, true)).toStrictEqual({ canonical }),
  );

  it("D3 the page's own sample fails modulo 11: a warning, or refused by the setting", () => {
    expect(check('RUT', '8148691-0')).toStrictEqual({ canonical: '8148691-0', warning: 'check-digit' });
    expect(check('RUT', '8148691-0', true)).toBe(refused);
  });

  it.each([
    '',
    '-',
    '12345-6',
    '123456789-1',
    '12.34.5678-5',
    '1.2345.678-5',
    '12345678-X',
    '12345678--5',
    'abc',
    '0000000-0',
  ])('R27 %p is no RUT, strict or not', (text) =>
    expect([check('RUT', text), check('RUT', text, true)]).toStrictEqual([refused, refused]),
  );
});

describe('Otro', () => {
  it.each([
    ['AB-12', 'AB-12'],
    ['  pasaporte99  ', 'pasaporte99'],
    ['ñandú', 'ñandú'],
    ['护照一二三', '护照一二三'],
    ['𠀀𠀁𠀂𠀃𠀄', '𠀀𠀁𠀂𠀃𠀄'],
    ['A'.repeat(20), 'A'.repeat(20)],
  ])('R28 %s is fine', (text, canonical) => expect(check('Otro', text)).toStrictEqual({ canonical }));

  it.each(['AB-1', 'A'.repeat(21), '     ', 'AB 123', 'AB_123', 'AB.123', '<b>12', '𠀀𠀁𠀂𠀃'])(
    'R28 %p is refused',
    (text) => expect(check('Otro', text)).toBe(refused),
  );
});
