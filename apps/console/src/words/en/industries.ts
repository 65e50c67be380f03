import type { IndustryName } from '../industry';

/** Industries to choose from. */
export const industries: Record<IndustryName, string> = {
  agriculture: 'Agriculture',
  automotive: 'Automotive',
  construction: 'Construction',
  education: 'Education',
  'energy-and-utilities': 'Energy and utilities',
  'finance-and-insurance': 'Finance and insurance',
  'food-and-beverages': 'Food and beverages',
  gaming: 'Gaming',
  government: 'Government',
  healthcare: 'Healthcare',
  'hospitality-and-travel': 'Hospitality and travel',
  'internet-services': 'Internet services',
  'logistics-and-transport': 'Logistics and transport',
  manufacturing: 'Manufacturing',
  'media-and-entertainment': 'Media and entertainment',
  mining: 'Mining',
  'non-profit': 'Non-profit',
  'professional-services': 'Professional services',
  'real-estate': 'Real estate',
  'retail-and-ecommerce': 'Retail and e-commerce',
  software: 'Software',
  telecommunications: 'Telecommunications',
  other: 'Other',
};
