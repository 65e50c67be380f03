import type { RegionCode } from './codes';

/** Territories whose banks issue cards under their parent's country code. */
const ISSUES_AS: Readonly<Record<RegionCode, string>> = {
  US: 'AS GU MP PR VI',
  GB: 'GG IM JE',
  FR: 'BL GF GP MF MQ NC PF PM RE WF YT',
  FI: 'AX',
  NO: 'SJ',
  AU: 'CC CX NF',
  NZ: 'NU TK',
  DK: 'FO GL',
  MA: 'EH',
};

/** The country that counts when a card's issuer is compared with an account's region (D16). */
export function homeOfIssuer(country: RegionCode): RegionCode {
  const parent = Object.entries(ISSUES_AS).find(([, territories]) => territories.split(' ').includes(country));
  return parent ? parent[0] : country;
}
