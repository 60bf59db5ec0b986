import { expect, test } from 'vitest';
import { historyText } from '../../cli/history-text.ts';
import type { Change } from '../../shared/contract/access/change.ts';
import { english } from '../fixtures/view.ts';

const change = (action: string): Change => ({
  record: 'key~examplekey01',
  action,
  version: '0.2',
  on: '0.1',
  at: '2026-11-20T02:30:00.000Z',
  operator: 'arn:aws:iam::123456789012:user/dtm-dev-key-officer',
  requestId: 'r',
  request: '0'.repeat(64),
  before: null,
  after: 'a'.repeat(64),
  body: null,
});
const history = (action: string) => ({ task: 'keys', changes: [change(action)], next: null });

test.each([
  ['revoke', 'thu hồi'],
  ['rotate', 'thay khóa'],
  ['import', 'nạp'],
  ['of another release', 'of another release'],
])('what was done is said in the language that was asked for: %s', (action, vi) => {
  expect(historyText(history(action), english)).toContain(` ${action} `);
  expect(historyText(history(action), { ...english, language: 'vi' })).toContain(` ${vi} `);
});
