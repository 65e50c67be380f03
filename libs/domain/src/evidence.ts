/** What stands in the log about a bill or a card, as a pack that proves itself. Pure. */
export {};
