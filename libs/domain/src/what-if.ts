/** What would have come of it: recordings run anew against other rules and a pretend bank. Pure; nothing real is reached. */
export * from './what-if/masked';
export * from './what-if/recording';
