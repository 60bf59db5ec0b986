/** Who is told what of batches (ADR 40): one of home, one of its sibling, both sent by a key for all systems. */
import { BATCH_FILE } from '../callers.ts';
import { type Row, type Rows, withKey } from './rows.ts';

const at = (path: string) => () => ({ path });

const rowsOf = (of: string, asked: (id: string) => Row['asked'], done: string): Row[] => {
  // country parent home one-system submit-only read-only vendor child sibling successor merged
  const own = `${done} ${done} ${done} no-batch scope scope ${done} agency agency agency agency`;
  const siblings = `${done} ${done} agency agency scope scope agency agency ${done} agency agency`;
  return [
    withKey(`${of} of its own`, (world) => asked(world.batches.home)(world), own),
    withKey(`${of} of a sibling`, (world) => asked(world.batches.sibling)(world), siblings),
    withKey(
      `${of} that is not there`,
      (world) => asked(world.batches.home.replace(/~1$/, '~9'))(world),
      own.replaceAll(done, 'no-batch'),
    ),
  ];
};
const readBatch = (what: string) => (id: string) => at(`/batches/${id}${what}`);
const sendFile =
  (agency: string): Row['asked'] =>
  () => ({ path: `/batches?agency=${agency}`, headers: { 'Content-Type': 'text/csv' }, body: BATCH_FILE });

export const batchRows = {
  startBatch: [
    // The batch is there already: of the country's key, for all systems.
    withKey(
      'a file of its own',
      sendFile('H26.05'),
      '200 200 200 differs scope scope 200 agency agency agency agency',
    ),
    withKey(
      'a file of a sibling',
      sendFile('H26.06'),
      '200 200 agency agency scope scope agency agency 200 agency agency',
    ),
  ],
  listBatches: [
    withKey(
      'its own',
      at('/batches?agency=H26.05'),
      '200 200 200 200 scope scope 200 agency agency agency agency',
    ),
    withKey(
      'a sibling',
      at('/batches?agency=H26.06'),
      '200 200 agency agency scope scope agency agency 200 agency agency',
    ),
  ],
  getBatch: rowsOf('a batch', readBatch(''), '200'),
  listBatchErrors: rowsOf('errors', readBatch('/errors'), '200'),
  listBatchSubmissions: rowsOf('submissions', readBatch('/submissions'), '200'),
  orderBatchParts: rowsOf(
    'parts',
    (id) => () => ({
      path: `/batches/${id}/parts`,
      body: { parts: [{ number: 1, sha256: '0'.repeat(64) }] },
    }),
    'over',
  ),
  giveBackBatch: rowsOf('an order', readBatch(''), 'over'),
  completeBatch: rowsOf('a file', (id) => () => ({ path: `/batches/${id}/complete`, body: {} }), '202'),
} satisfies Partial<Rows>;
