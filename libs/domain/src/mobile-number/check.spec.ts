import { Refusal } from '../refusal';
import { checkMobileNumber } from './check';

const refusalOf = (text: string, region: string): unknown => {
  try {
    return checkMobileNumber(text, region);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, region: error.details.region };
  }
};

describe('R14–16 a mobile number allocated in the region of the account', () => {
  it.each([
    ['+56 9 6123 4567', 'CL', '+56961234567'],
    ['9 6123 4567', 'CL', '+56961234567'],
    ['(202) 555-0143', 'US', '+12025550143'],
    ['+1 416 555 0123', 'CA', '+14165550123'],
    ['0151 23456789', 'DE', '+4915123456789'],
    ['07400 123456', 'GB', '+447400123456'],
    ['+383 43 201 234', 'XK', '+38343201234'],
    ['138 0013 8000', 'CN', '+8613800138000'],
  ])('%s in %s is %s', (text, region, e164) => expect(checkMobileNumber(text, region)).toEqual({ e164 }));

  it('understands digits of any script', () => {
    expect(checkMobileNumber('٠٥٠ ١٢٣ ٤٥٦٧', 'AE')).toEqual({ e164: '+971501234567' });
    expect(checkMobileNumber('+５６ ９ ６１２３ ４５６７', 'CL')).toEqual({ e164: '+56961234567' });
  });

  it.each([
    ['+1 416 555 0123', 'US'], // Canada's, though both are +1
    ['+1 868 291 1234', 'US'], // Trinidad's
    ['+377 44 201 234', 'XK'], // Kosovo's old numbers are Monaco's
    ['+49 151 23456789', 'AT'],
    ['+7 701 234 5678', 'RU'], // Kazakhstan's, though both are +7
    ['12', 'CL'],
    ['no digits at all', 'CL'],
    ['call me at +56 9 6123 4567 please', 'CL'],
    ['', 'CL'],
  ])('%s is not of %s, and the refusal names the region expected', (text, region) =>
    expect(refusalOf(text, region)).toEqual({ code: 'number-not-of-region', region }),
  );

  it.each([
    ['030 123456', 'DE'], // a fixed line
    ['0900 1 123456', 'DE'], // premium rate
    ['800 234 5678', 'US'], // toll-free
    ['056 1234 5678', 'GB'], // over the internet
    ['+56 9 6123 4567 ext. 9', 'CL'], // an extension takes no text message
  ])('%s in %s can take no text message', (text, region) =>
    expect(refusalOf(text, region)).toEqual({ code: 'number-not-mobile', region }),
  );

  it('a territory without numbers of its own has those of the region it shares a plan with', () =>
    expect(checkMobileNumber('+358 40 1234567', 'AX')).toEqual({ e164: '+358401234567' }));
});
