/** Tells the person at the terminal what is going on, one line at a time. */
export const say = (line) => process.stdout.write(`onfile: ${line}\n`);
