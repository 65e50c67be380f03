import { wrongCardFields, type CardForm } from './card-form';

const NOW = '2026-05-31T15:59:59.999Z'; // the last moment of May in Shanghai
const ZONE = 'Asia/Shanghai';
const good: CardForm = {
  number: '4242 4242 4242 4242',
  expiry: '2026-05',
  securityCode: '123',
  holder: 'Ada Lovelace',
};
const wrong = (change: Partial<CardForm>, at = NOW) => wrongCardFields({ ...good, ...change }, at, ZONE);

describe('R21 the card form', () => {
  it('takes a card with spaces in its number, to the last day of its month', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({}, '2026-05-31T16:00:00.000Z')).toEqual(['expiry']);
  });

  it.each([
    ['4242424242424241', 'its check digit is wrong'],
    ['42424242', 'it is too short'],
    ['4242 4242 4242 4242 4242', 'it is too long'],
    ['4242-x', 'it is no number'],
    ['', 'it is missing'],
  ])('refuses the number %s: %s', (number) => expect(wrong({ number })).toEqual(['number']));

  it.each(['2026-04', '2026-13', '26-05', ''])('refuses the expiry %s', (expiry) =>
    expect(wrong({ expiry })).toEqual(['expiry']),
  );

  it('asks for three digits behind, and for four on an American Express card', () => {
    expect(wrong({ securityCode: '12' })).toEqual(['securityCode']);
    expect(wrong({ securityCode: '1234' })).toEqual(['securityCode']);
    expect(wrong({ securityCode: '12a' })).toEqual(['securityCode']);
    expect(wrong({ number: '3782 822463 10005', securityCode: '1234' })).toEqual([]);
    expect(wrong({ number: '3782 822463 10005', securityCode: '123' })).toEqual(['securityCode']);
  });

  it.each(['', '   ', '1234'])('refuses the holder "%s"', (holder) => expect(wrong({ holder })).toEqual(['holder']));

  it('takes a holder in any script', () => {
    for (const holder of ['王芳', 'Ünal', 'محمد', 'Σοφία']) expect(wrong({ holder })).toEqual([]);
  });
});
