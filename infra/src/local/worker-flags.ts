/**
 * Node's own flags for a worker. A bill or a journey under way lives for as long as the bank takes, some tens of
 * milliseconds: with the usual young generation of 16 MB a scavenge comes as often, and copies each of them twice. With
 * 32 MB from the start most are over before the first one, and a bill costs the worker 15 to 20 % less CPU
 * (`npm run bench -- bills`); more than that gains nothing.
 */
export const workerFlags = ['--min-semi-space-size=32', '--max-semi-space-size=32'] as const;
