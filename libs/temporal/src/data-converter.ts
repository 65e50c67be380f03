import type { DataConverter } from '@temporalio/common';
import { payloadCodec, type PayloadKeys } from './payload-codec';

/** Path of the module that encodes failures; `bundleWorkflowCode` needs it too. Right from sources and when built. */
export const failureConverterPath: string = require.resolve('./failure-converter');

/** How clients and workers turn values into what Temporal stores: JSON, encrypted, failures included. */
export function dataConverter(payloadKeys: PayloadKeys): DataConverter {
  return { payloadCodecs: [payloadCodec(payloadKeys)], failureConverterPath };
}
