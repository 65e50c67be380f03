import { bills } from './en/bills';
import { frame, signIn } from './en/frame';
import { industries } from './en/industries';
import { journey } from './en/journey';
import { problems } from './en/problems';
import { declines, results } from './en/results';
import { records, wallet } from './en/wallet';

/** Every word of the console in English. The other languages have its shape, or they do not compile. */
export const en = { ...{ frame, signIn, journey, wallet, bills }, ...records, results, declines, problems, industries };

/** The words of one language. */
export type Messages = typeof en;
