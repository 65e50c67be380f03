export { type BillEnding, billingStory } from './billing-story';
export { asLog, streamOf } from './as-log';
export { play } from './play';
export { accountStory, cardOf, chance, clock, type Ending, journeyStory, story } from './story';
export type { Told } from './told';
