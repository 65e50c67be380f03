import type { industries } from '@onfile/domain';

/** The fixed list of industries (R17–19), by its codes. */
export type IndustryName = (typeof industries)[number];
