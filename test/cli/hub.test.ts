import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findHub } from '../../cli/hub.ts';
import { apiOf, keyFor } from '../../cli/sender.ts';
import { keysFile, writeEndpoint, writeKeys } from '../../cli/twin-state.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'dtm-cli-'));
});
afterEach(() => rmSync(state, { recursive: true }));

const aws = {
  endpoint: 'http://127.0.0.1:9000',
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
};

describe('the hub that a command talks to', () => {
  test('is the twin, with its tables and the keys that were handed out', () => {
    writeEndpoint(state, { stage: 'dev', apiUrl: 'http://127.0.0.1:3000/v1', aws });
    writeKeys(state, { H26: 'dtm_dev_h26' });
    const hub = findHub({ state });
    expect(hub).toMatchObject({ stage: 'dev', aws, tables: { registry: 'dtm-dev-registry' } });
    expect(apiOf(hub)).toBe('http://127.0.0.1:3000/v1');
    expect(keyFor(hub, null, 'H26')).toBe('dtm_dev_h26');
    expect(keyFor(hub, { key: 'given', from: 'DTM_KEY' }, 'H26')).toBe('given');
    expect(() => keyFor(hub, null, 'H01')).toThrow(
      'no key for H01: give one in DTM_KEY, or a file with --key-file',
    );
  });

  test('is a stage on AWS when one is named, whatever the twin does', () => {
    const hub = findHub({ state, stage: 'prod' });
    expect(hub).toMatchObject({ aws: null, tables: { totals: 'dtm-prod-totals' } });
    expect(() => apiOf(hub)).toThrow('--url');
    expect(apiOf(findHub({ state, stage: 'prod', url: 'https://dtm.gov.vn/v1/' }))).toBe(
      'https://dtm.gov.vn/v1',
    );
  });

  test('has to be there', () => {
    expect(() => findHub({ state })).toThrow(`no twin is running in ${state}: start one with npm start`);
    expect(() => findHub({ state, stage: 'Prod!' })).toThrow('--stage Prod!');
    writeFileSync(join(state, 'endpoint.json'), '{');
    expect(() => findHub({ state })).toThrow('endpoint.json is damaged');
  });

  test('leaves its keys to their owner only', () => {
    writeKeys(state, {});
    expect(statSync(keysFile(state)).mode & 0o777).toBe(0o600);
  });
});
