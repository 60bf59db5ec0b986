/**
 * Examples of every operation, as the OpenAPI document shows them, from the rooms. A test replays each against the twin, in this
 * order, with the clock at `examplesClock`, and holds status and answer to what stands there.
 */
import type { OperationId } from '../../contract/routes.ts';
import {
  changeClientExample,
  getClientExample,
  listClientsExample,
  registerClientExamples,
  revokeClientExample,
} from '../access/examples/clients.ts';
import { historyExample } from '../access/examples/history.ts';
import {
  getKeyExample,
  issueKeyExamples,
  keyHistoryExample,
  keySubmissionsExample,
  listKeysExample,
  revokeKeyExample,
  rotateKeyExample,
} from '../access/examples/keys.ts';
import { meExample } from '../access/examples/me.ts';
import { changeQuotasExamples, getQuotasExample } from '../access/examples/quotas.ts';
import { csvTemplateExample, workbookTemplateExample } from '../batches/examples.ts';
import {
  batchErrorsExample,
  batchSubmissionsExample,
  completeBatchExample,
  getBatchExample,
  giveBackBatchExample,
  listBatchesExample,
  orderPartsExample,
  startBatchExamples,
} from '../batches/file-examples.ts';
import {
  handleDeadLettersExample,
  listDeadLettersExample,
  unknownDeadLetterExample,
} from '../oversight/examples/dead-letters.ts';
import {
  endMaintenanceExample,
  listMaintenanceExample,
  startMaintenanceExamples,
} from '../oversight/examples/maintenance.ts';
import { availabilityExample, complianceExample } from '../oversight/examples/measured.ts';
import {
  drillsExample,
  drillsToStartExample,
  startDrillExample,
  unknownDrillExample,
} from '../recovery/examples.ts';
import { calendarExample, placementsExample } from '../registry/calendar-examples.ts';
import { catalogueExample, datasetExample } from '../registry/catalogue-examples.ts';
import { agenciesExample, systemsExample } from '../registry/examples.ts';
import { importRegistryExample, registryExample } from '../registry/import-examples.ts';
import { listExamples, stateExamples } from '../submissions/examples/read-back.ts';
import { changeReceiptKeysExample, listReceiptKeysExample } from '../submissions/examples/receipt-keys.ts';
import { keySetExample } from '../submissions/examples/receipts.ts';
import { submitExamples } from '../submissions/examples/submit.ts';
import { withdrawExamples } from '../submissions/examples/withdraw.ts';
import { totalsExamples } from '../totals/examples.ts';
import {
  askForVerificationExample,
  listVerificationsExample,
  unknownVerificationExample,
} from '../verification/examples.ts';
import type { Example } from './example.ts';
import { documentExample, healthExample } from './public-operations.ts';

/** The day of the examples: the second half-year of 2026 takes submissions then. */
export const examplesClock = '2026-11-20T02:30:00.000Z';

export const examples: Readonly<Record<OperationId, readonly Example[]>> = {
  submit: submitExamples,
  listSubmissions: listExamples,
  getSubmission: stateExamples,
  getTotals: totalsExamples,
  // Behind whatever shows the report as it counts.
  withdrawSubmission: withdrawExamples,
  getCompliance: [complianceExample],
  getKeySet: [keySetExample],
  getAvailability: [availabilityExample],
  listDrills: [drillsExample],
  getDrill: [unknownDrillExample],
  getMe: [meExample],
  getCatalogue: [catalogueExample],
  getDataset: [datasetExample],
  getCsvTemplate: [csvTemplateExample],
  getWorkbookTemplate: [workbookTemplateExample],
  getCalendar: [calendarExample],
  listPlacements: [placementsExample],
  listAgencies: [agenciesExample],
  listSystems: [systemsExample],
  getRegistry: [registryExample],
  importRegistry: [importRegistryExample],
  // Before the first batch.
  listBatches: [listBatchesExample],
  startBatch: startBatchExamples,
  getBatch: [getBatchExample],
  orderBatchParts: [orderPartsExample],
  completeBatch: [completeBatchExample],
  giveBackBatch: [giveBackBatchExample],
  listBatchErrors: [batchErrorsExample],
  listBatchSubmissions: [batchSubmissionsExample],
  listMaintenance: [listMaintenanceExample],
  startMaintenance: startMaintenanceExamples,
  endMaintenance: [endMaintenanceExample],
  listDrillsToStart: [drillsToStartExample],
  startDrill: [startDrillExample],
  listDeadLetters: [listDeadLettersExample],
  getDeadLetter: [unknownDeadLetterExample],
  handleDeadLetters: [handleDeadLettersExample],
  // Behind whatever has a receipt.
  listReceiptKeys: [listReceiptKeysExample],
  changeReceiptKeys: [changeReceiptKeysExample],
  listVerifications: [listVerificationsExample],
  getVerification: [unknownVerificationExample],
  askForVerification: [askForVerificationExample],
  // On no version yet.
  changeQuotas: changeQuotasExamples,
  getQuotas: [getQuotasExample],
  listChanges: [historyExample],
  issueKey: issueKeyExamples,
  // Nothing else was done with keys yet.
  listKeyChanges: [keyHistoryExample],
  listKeys: [listKeysExample],
  getKey: [getKeyExample],
  rotateKey: [rotateKeyExample],
  revokeKey: [revokeKeyExample],
  listKeySubmissions: [keySubmissionsExample],
  registerClient: registerClientExamples,
  listClients: [listClientsExample],
  getClient: [getClientExample],
  changeClient: [changeClientExample],
  revokeClient: [revokeClientExample],
  getOpenApi: [documentExample],
  getHealth: [healthExample],
};
