import type { Messages } from './en';
import { bills } from './es/bills';
import { frame, signIn } from './es/frame';
import { industries } from './es/industries';
import { journey } from './es/journey';
import { problems } from './es/problems';
import { feedback, history, holds, preferences, ticket } from './es/records';
import { declines, results } from './es/results';
import { wallet } from './es/wallet';

/** Every word of the console in Spanish. */
export const es: Messages = {
  ...{ frame, signIn, journey, wallet, bills, history, ticket, holds, preferences, feedback },
  ...{ results, declines, problems, industries },
};
