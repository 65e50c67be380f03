/** Checks that carry large tables (numbering plans, card ranges, region names): for the api, never for a workflow. */
export * from './mobile-number/check';
export * from './card-form';
export * from './region-names';
