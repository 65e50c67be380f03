import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Puts messages and stack traces of failures into a payload, so that the codec encrypts them too (S17). Loaded by its
 * path, also into the workflow bundle: keep it free of anything that Node provides.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
