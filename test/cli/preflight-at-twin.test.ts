/** `dtm preflight` at the twin, which is no account of AWS: what to give is said, and nothing is asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeEndpoint } from '../../cli/twin-state.ts';
import { dtm } from '../end-to-end/dtm.ts';

test('it says that a stage and a region are to be given', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'dtm-preflight-'));
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y', sessionToken: 'z' };
  const nowhere = 'http://127.0.0.1:9';
  writeEndpoint(directory, {
    stage: 'dev',
    apiUrl: nowhere,
    aws: { endpoint: nowhere, region: 'ap-southeast-1', credentials },
  });
  const asked = dtm(directory, '2026-11-20', 'preflight');
  await expect(asked).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/the twin has none: dtm --stage <name> preflight, with AWS_REGION/),
    says: { vi: expect.stringContaining('AWS_REGION') },
  });
  rmSync(directory, { recursive: true });
});
