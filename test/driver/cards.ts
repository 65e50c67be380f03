/**
 * A card number nobody used before: the prefix, a counter, and the check digit of Luhn. The bank simulator approves
 * every well-formed number of a listed prefix.
 */
export function mintCardNumber(prefix = '40000077', length = 16): string {
  minted = (minted + 1) % 10_000_000;
  const body = prefix + String(minted).padStart(length - 1 - prefix.length, '0');
  return body + checkDigit(body);
}

let minted = Math.floor(Math.random() * 5_000_000);

function checkDigit(body: string): number {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
