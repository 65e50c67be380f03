import type { Messages } from './en';
import { bills } from './zh/bills';
import { frame, signIn } from './zh/frame';
import { industries } from './zh/industries';
import { journey } from './zh/journey';
import { problems } from './zh/problems';
import { feedback, history, holds, preferences, ticket } from './zh/records';
import { declines, results } from './zh/results';
import { wallet } from './zh/wallet';

/** Every word of the console in Simplified Chinese. */
export const zh: Messages = {
  ...{ frame, signIn, journey, wallet, bills, history, ticket, holds, preferences, feedback },
  ...{ results, declines, problems, industries },
};
