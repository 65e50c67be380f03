import type { Room } from '../room';
import { PagesController } from './pages.controller';

/** Two plain pages for people, where there is no console. */
export const pages: Room = { controllers: [PagesController] };
