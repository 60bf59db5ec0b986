/** The slots of receipt keys as the deployment makes them, and the first change of them. */
import type { Example } from '../../openapi/example.ts';

export const listReceiptKeysExample: Example = {
  name: 'as deployed',
  summary: 'Slot a signs; the version to name in If-Match',
  status: 200,
  answer: {
    version: '0.0',
    slots: [
      { slot: 'a', signs: true, since: null, kid: '2026-a-Xk3bXo1Q' },
      { slot: 'b', signs: false, since: null, kid: '2026-b-9sVfW1aZ' },
    ],
    retired: [],
  },
};

export const changeReceiptKeysExample: Example = {
  name: 'rotate',
  summary: 'The other slot signs',
  headers: { 'If-Match': '"0.0"' },
  body: { action: 'rotate' },
  status: 200,
  answer: {
    action: 'rotate',
    slot: 'b',
    kept: 0,
    on: 0,
    state: {
      active: 'b',
      activeSince: '2026-11-20T02:30:00.000Z',
      renewed: { a: null, b: null },
      retired: [],
    },
    begunAt: '2026-11-20T02:30:00.000Z',
    endedAt: '2026-11-20T02:30:00.120Z',
  },
};
