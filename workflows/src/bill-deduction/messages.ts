import { defineSignal } from '@temporalio/workflow';

/** Something about the bill may have moved: a card, the bank, a person. Only a hint: its streams are looked at. */
export const billMoved = defineSignal('billMoved');
