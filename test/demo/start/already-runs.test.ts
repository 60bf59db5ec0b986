import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeEndpoint } from '../../../cli/twin-state.ts';
import { alreadyRuns } from '../../../demo/start/already-runs.ts';
import { lockState } from '../../../twin/lock.ts';

const state = mkdtempSync(join(tmpdir(), 'dtm-runs-'));
afterAll(() => rmSync(state, { recursive: true }));

test('a twin that runs in the directory is named, with where it is and how to stop it', () => {
  expect(alreadyRuns(state)).toBeNull();
  const lock = lockState(state);
  expect(alreadyRuns(state)).toContain(
    `runs already (process ${process.pid}): it is still starting. Stop it`,
  );
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' };
  const apiUrl = 'http://127.0.0.1:3000/v1';
  writeEndpoint(state, { stage: 'dev', apiUrl, aws: { endpoint: apiUrl, region: 'x', credentials } });
  expect(alreadyRuns(state)).toContain(
    `the hub is at ${apiUrl}. Stop it with Ctrl-C where it was started, or: kill ${process.pid};`,
  );
  lock.unlock();
  expect(alreadyRuns(state)).toBeNull();
});
