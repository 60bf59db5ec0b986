import { expect, test } from 'vitest';
import { isJournalOf } from '../../shared/contract/stage-names.ts';
import { dtm } from '../end-to-end/dtm.ts';
import { TODAY } from '../end-to-end/hub.ts';

const restore = (bucket: string) =>
  dtm('/nowhere', TODAY, '--stage', 'prod', 'restore', '--journal', bucket, '--dry-run');

test.each([
  'dtm-test-replica-123456789012-ap-southeast-3',
  'dtm-prod-trail-123456789012-ap-southeast-1',
  'dtm-prod2-replica-123456789012-ap-southeast-3',
])('%s is no journal of the stage: nothing of it is looked at', async (bucket) => {
  await expect(restore(bucket)).rejects.toThrow(`--journal ${bucket}: allowed: a journal of stage prod`);
});

test('the replica and the journal of another region are', () => {
  expect(isJournalOf('prod', 'dtm-prod-replica-123456789012-ap-southeast-3')).toBe(true);
  expect(isJournalOf('prod', 'dtm-prod-journal-123456789012-ap-southeast-1')).toBe(true);
});
