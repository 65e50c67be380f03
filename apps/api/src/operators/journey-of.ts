import { CHANGE_PREFIX } from '../card-validity-changes/changes';

/** The workflow of a journey, or of a change of validity: their ids tell them apart. */
export const workflowIdOf = (journeyId: string): string =>
  `${journeyId.startsWith(CHANGE_PREFIX) ? 'cardValidityChange' : 'cardAddition'}/${journeyId}`;

/** The journey of a workflow id; the workflow id itself for workflows of another kind. */
export const journeyIdOf = (workflowId: string): string =>
  workflowId.replace(/^(cardAddition|cardValidityChange)\//, '');
