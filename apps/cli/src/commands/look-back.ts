import type { Command } from 'commander';
import type { Context } from '../context';
import { addBacktest } from './backtest';
import { addEvidence } from './evidence';
import { addHistories } from './histories';
import { addReplay } from './replay';
import { addShadow } from './shadow';

/** The commands that look back: they read, and change nothing. */
export function addLookBack(program: Command, context: Context): void {
  for (const add of [addHistories, addReplay, addShadow, addBacktest, addEvidence]) add(program, context);
}
