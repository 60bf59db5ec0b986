/** Which operator is told what by which admin route, from ADR 30. */
import { clientOrder } from '../../../fixtures/clients.ts';
import { orderFor } from '../../../fixtures/keys.ts';
import { registryFiles } from '../../../fixtures/registry-files.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';
import { type Row, type Rows, signed } from './rows.ts';

const at =
  (path: string): Row['asked'] =>
  () => ({ path });

export const operatorRows = {
  // registrar key-officer on-call auditor. On no version: whoever may is refused by the function, and changes nothing.
  getRegistry: [signed(at('/admin/registry'), '200 not-allowed not-allowed 200')],
  importRegistry: [
    signed(
      () => ({ path: '/admin/registry', body: registryFiles(smallSeedFiles()) }),
      'no-version not-allowed not-allowed not-allowed',
    ),
    signed(
      () => ({ path: '/admin/registry?dryRun=true', body: registryFiles(smallSeedFiles()) }),
      '200 not-allowed not-allowed not-allowed',
    ),
  ],
  listMaintenance: [signed(at('/admin/maintenance'), 'not-allowed not-allowed 200 200')],
  startMaintenance: [
    signed(
      () => ({ path: '/admin/maintenance', body: { reason: 'new release', until: null } }),
      'not-allowed not-allowed no-version not-allowed',
    ),
  ],
  endMaintenance: [signed(at('/admin/maintenance'), 'not-allowed not-allowed no-version not-allowed')],
  listDrillsToStart: [signed(at('/admin/drills'), 'not-allowed not-allowed 200 200')],
  startDrill: [
    signed(() => ({ path: '/admin/drills', body: {} }), 'not-allowed not-allowed no-version not-allowed'),
  ],
  listDeadLetters: [signed(at('/admin/dead-letters'), 'not-allowed not-allowed 200 200')],
  getDeadLetter: [signed(at('/admin/dead-letters/5fea'), 'not-allowed not-allowed no-letter no-letter')],
  handleDeadLetters: [
    signed(
      () => ({ path: '/admin/dead-letters', body: { action: 'send-back' } }),
      'not-allowed not-allowed no-version not-allowed',
    ),
  ],
  listReceiptKeys: [signed(at('/admin/receipt-keys'), 'not-allowed 200 not-allowed 200')],
  changeReceiptKeys: [
    signed(
      () => ({ path: '/admin/receipt-keys', body: { action: 'rotate' } }),
      'not-allowed no-version not-allowed not-allowed',
    ),
  ],
  listKeys: [signed(at('/admin/keys'), 'not-allowed 200 not-allowed 200')],
  getKey: [signed(at('/admin/keys/examplekey01'), 'not-allowed no-key not-allowed no-key')],
  listKeyChanges: [signed(at('/admin/history/keys'), 'not-allowed 200 not-allowed 200')],
  listKeySubmissions: [
    signed(
      at('/admin/keys/examplekey01/submissions?since=2026-11-20T02:30:00Z'),
      'not-allowed 200 not-allowed 200',
    ),
  ],
  issueKey: [
    signed(
      () => ({ path: '/admin/keys', body: orderFor('examplekey01') }),
      'not-allowed no-version not-allowed not-allowed',
    ),
  ],
  rotateKey: [
    signed(
      () => ({
        path: '/admin/keys/examplekey01/rotation',
        body: { keyId: 'examplekey02', secretHash: '0'.repeat(64), days: 1, overlapDays: 1 },
      }),
      'not-allowed no-key not-allowed not-allowed',
    ),
  ],
  revokeKey: [signed(at('/admin/keys/examplekey01'), 'not-allowed no-version not-allowed not-allowed')],
  listClients: [signed(at('/admin/clients'), 'not-allowed 200 not-allowed 200')],
  getClient: [signed(at('/admin/clients/examplekey01'), 'not-allowed no-client not-allowed no-client')],
  registerClient: [
    signed(
      () => ({ path: '/admin/clients', body: { clientId: 'h26-dvc', ...clientOrder() } }),
      'not-allowed no-version not-allowed not-allowed',
    ),
  ],
  changeClient: [
    signed(
      () => ({ path: '/admin/clients/examplekey01', body: clientOrder() }),
      'not-allowed no-version not-allowed not-allowed',
    ),
  ],
  revokeClient: [signed(at('/admin/clients/examplekey01'), 'not-allowed no-version not-allowed not-allowed')],
  getQuotas: [signed(at('/admin/quotas'), 'not-allowed not-allowed 200 200')],
  changeQuotas: [
    signed(
      () => ({ path: '/admin/quotas', body: { of: 'agency', id: 'H26', limits: { requestsPerHour: 9 } } }),
      'not-allowed not-allowed no-version not-allowed',
    ),
  ],
  listVerifications: [signed(at('/admin/verification'), 'not-allowed not-allowed 200 200')],
  getVerification: [
    signed(at('/admin/verification/00000009'), 'not-allowed not-allowed no-verification no-verification'),
  ],
  askForVerification: [
    signed(
      () => ({ path: '/admin/verification', body: { what: 'totals' } }),
      'not-allowed not-allowed no-version not-allowed',
    ),
  ],
  listChanges: [signed(at('/admin/history?task=maintenance'), '200 200 200 200')],
} satisfies Partial<Rows>;
