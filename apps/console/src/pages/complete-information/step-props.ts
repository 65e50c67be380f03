import type { Journey, Me } from '../../api/queries';

/** What each step needs. */
export interface StepProps {
  readonly journey: Journey;
  readonly me: Me;
}
