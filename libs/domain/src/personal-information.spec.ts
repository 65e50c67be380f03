import { checkPersonalInformation } from './personal-information';
import { Refusal } from './refusal';

const individual = { name: 'Ana Rojas', address: 'Calle 1' };
const enterprise = {
  enterpriseName: 'Acme',
  enterpriseAddress: '1 Road',
  contactName: 'Li',
  contactPosition: 'CFO',
};
const fieldOf = (what: () => unknown): unknown => {
  try {
    return what();
  } catch (error) {
    return error instanceof Refusal && error.code === 'information-invalid' ? error.details.field : error;
  }
};

describe('checkPersonalInformation', () => {
  it('R17 R18 takes name and address of an individual', () =>
    expect(checkPersonalInformation('individual', individual)).toStrictEqual({
      accountType: 'individual',
      ...individual,
    }));

  it('R19 takes name, address and contact of an enterprise', () =>
    expect(checkPersonalInformation('enterprise', enterprise)).toStrictEqual({
      accountType: 'enterprise',
      ...enterprise,
    }));

  it('R17 R19 switching the type clears the fields of the other', () => {
    const both = { ...individual, ...enterprise };
    expect(checkPersonalInformation('individual', both)).not.toHaveProperty('contactName');
    expect(checkPersonalInformation('enterprise', both)).not.toHaveProperty('address');
  });

  it.each(['Plato', '王小明', 'محمد', "D'Arcy", 'ŞÜKRÜ', 'क्षेत्र', '𠮷野', 'Æ'])('R17 any script, one word: %s', (name) =>
    expect(checkPersonalInformation('individual', { ...individual, name })).toMatchObject({ name }),
  );

  it('R17 trims, and writes single spaces', () =>
    expect(checkPersonalInformation('individual', { name: ' Ana\u3000 \n Rojas ', address: 'x' })).toMatchObject({
      name: 'Ana Rojas',
    }));

  it.each(['', '   ', '\u3000', '\u200b', '-', '...', 'a\u0000b', 'a\u202eb'])('R17 refuses %p', (name) =>
    expect(fieldOf(() => checkPersonalInformation('individual', { ...individual, name }))).toBe('name'),
  );

  it('R17 R19 counts code points, not bytes, up to the longest value', () => {
    const name = '𠮷'.repeat(100);
    expect(checkPersonalInformation('individual', { ...individual, name })).toMatchObject({ name });
    expect(fieldOf(() => checkPersonalInformation('individual', { ...individual, name: `${name}𠮷` }))).toBe('name');
  });

  it.each(['enterpriseName', 'enterpriseAddress', 'contactName', 'contactPosition'] as const)(
    'R19 an enterprise needs %s',
    (field) =>
      expect(fieldOf(() => checkPersonalInformation('enterprise', { ...enterprise, [field]: undefined }))).toBe(field),
  );

  it('R18 an individual needs an address', () =>
    expect(fieldOf(() => checkPersonalInformation('individual', { name: 'Ana' }))).toBe('address'));
});
