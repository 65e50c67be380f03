import type { Command } from 'commander';
import type { Context } from '../context';
import { addHistories } from './histories';

/** The commands that look back: they read, and change nothing. */
export function addLookBack(program: Command, context: Context): void {
  addHistories(program, context);
}
