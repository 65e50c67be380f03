import { ApplicationFailure } from '@temporalio/common';
import {
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow';
import { bundleWorkflowCode } from '@temporalio/worker';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataConverter, failureConverterPath } from './data-converter';

const payloadKeys = { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } };

describe('data converter', () => {
  it('S17 encrypts the message and the stack of a failure, and of its cause', async () => {
    const loaded = loadDataConverter(dataConverter(payloadKeys));
    const cause = new Error('cause canary-4111111111111111');
    const thrown = ApplicationFailure.create({ message: 'canary-secret', type: 'Refusal', details: ['canary'], cause });

    const failure = await encodeErrorToFailure(loaded, thrown);
    expect(JSON.stringify(failure)).not.toContain('canary');
    expect(failure.message).toBe('Encoded failure');

    const back = await decodeOptionalFailureToOptionalError(loaded, failure);
    expect(back).toMatchObject({ message: 'canary-secret', type: 'Refusal', details: ['canary'] });
    expect(back?.cause).toMatchObject({ message: cause.message });
  });

  it('S17 goes into a workflow bundle', async () => {
    // Beside the sources: the bundler looks for the SDK from where the workflow is.
    const folder = mkdtempSync(join(__dirname, '.bundle-'));
    try {
      const workflowsPath = join(folder, 'empty-workflow.js');
      writeFileSync(workflowsPath, 'exports.empty = async () => undefined;');
      const { code } = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: silent });
      expect(code).toContain('encodeCommonAttributes: true');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const quiet = (): void => undefined;
const silent = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
