import type { IndustryCode } from './codes';

/** R17–19: the fixed list of industries. Add at the end of a line of business, never rename a code. */
export const industries = [
  'agriculture',
  'automotive',
  'construction',
  'education',
  'energy-and-utilities',
  'finance-and-insurance',
  'food-and-beverages',
  'gaming',
  'government',
  'healthcare',
  'hospitality-and-travel',
  'internet-services',
  'logistics-and-transport',
  'manufacturing',
  'media-and-entertainment',
  'mining',
  'non-profit',
  'professional-services',
  'real-estate',
  'retail-and-ecommerce',
  'software',
  'telecommunications',
  'other',
] as const satisfies readonly IndustryCode[];

/** Whether `code` stands on the list. */
export function isIndustry(code: IndustryCode): boolean {
  return (industries as readonly string[]).includes(code);
}
