import { OnfileProblem } from '@onfile/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { problemText } from '../../../words/problem-text';
import { useWords } from '../../../words/words';
import { OPERATIONS } from '../queries';
import { actOn, type JourneyAct } from './journey-acts';

/** What is done to all of them. `batch` makes going on the same request: nothing is done twice. */
export interface Batch {
  readonly batch: string;
  readonly act: JourneyAct;
  readonly reason: string;
  readonly step?: string;
  readonly ids: readonly string[];
}

/** How one of them came out. */
export interface Outcome {
  readonly journeyId: string;
  readonly did: string;
  readonly isRefused: boolean;
}

/** How far a batch is. `outcomes`: all refusals, and the first of the others. */
export interface Progress {
  readonly done: number;
  readonly refused: number;
  readonly outcomes: readonly Outcome[];
  readonly isRunning: boolean;
  /** What ended it before its end. */
  readonly error?: unknown;
}

const NONE: Progress = { done: 0, refused: 0, outcomes: [], isRunning: false };
const MOST_TOLD = 200;

/** Acts on one journey after the other; it can be stopped, and gone on with where it was. */
export function useBulk() {
  const [progress, setProgress] = useState<Progress>(NONE);
  const isStopped = useRef(false);
  const client = useQueryClient();
  const words = useWords();

  const one = async ({ batch, act, reason, step }: Batch, journeyId: string): Promise<Outcome> => {
    const order = { journeyId, act, reason, key: `${batch}-${journeyId}`.slice(0, 200), ...(step && { step }) };
    try {
      return { journeyId, did: (await actOn(order)).did, isRefused: false };
    } catch (error) {
      if (!isAboutThisOne(error)) throw error;
      return { journeyId, did: problemText(error, words), isRefused: true };
    }
  };

  const run = async (batch: Batch): Promise<void> => {
    isStopped.current = false;
    let now: Progress = { ...progress, isRunning: true, error: undefined };
    setProgress(now);
    try {
      for (const journeyId of batch.ids.slice(now.done + now.refused)) {
        if (isStopped.current) break;
        now = after(now, await one(batch, journeyId));
        setProgress(now);
      }
    } catch (error) {
      now = { ...now, error };
    }
    setProgress({ ...now, isRunning: false });
    await client.invalidateQueries({ queryKey: [OPERATIONS] });
  };

  return { progress, run, stop: () => void (isStopped.current = true) };
}

function after(progress: Progress, outcome: Outcome): Progress {
  const { done, refused, outcomes } = progress;
  return {
    ...progress,
    done: done + (outcome.isRefused ? 0 : 1),
    refused: refused + (outcome.isRefused ? 1 : 0),
    outcomes: outcome.isRefused || outcomes.length < MOST_TOLD ? [...outcomes, outcome] : outcomes,
  };
}

/** A refusal is about one journey alone; that nothing can be reached, or nothing is allowed, is about all of them. */
const isAboutThisOne = (error: unknown): boolean =>
  error instanceof OnfileProblem && error.status < 500 && error.status !== 401 && error.status !== 403;
