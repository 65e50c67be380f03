import { rm } from 'node:fs/promises';
import './global-setup';

/** Ends the stack of this room with all its data, if it is ours. */
export default async function stopForAll(): Promise<void> {
  const stack = globalThis.onfileStack;
  if (!stack) return;
  await stack.stop();
  await rm(stack.data, { recursive: true, force: true });
}
