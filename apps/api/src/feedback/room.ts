import type { Room } from '../room';
import { FeedbackController } from './feedback.controller';

/** What people say of the pages. */
export const feedback: Room = { controllers: [FeedbackController] };
