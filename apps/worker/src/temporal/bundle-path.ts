import { join } from 'node:path';

/** Where the build puts the workflows, seen from the built files. */
export const bundlePath: string = join(__dirname, '..', 'workflow-bundle.js');
