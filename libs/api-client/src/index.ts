/** The typed client of the api, generated from its description. `npm run generate` after every change of the api. */
export { answered, createOnfileClient, positionOf, type ClientSettings, type OnfileClient } from './client';
export { followJourney, type FollowSettings, type TimelineLine } from './follow-journey';
export { OnfileProblem, type ProblemBody, type ProblemCode } from './problem';
export type { components, operations, paths } from './schema.generated';
