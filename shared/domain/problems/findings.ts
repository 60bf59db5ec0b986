/**
 * The one table of findings, of all rooms: what can be wrong with a single place of a request. Each becomes an item of
 * `errors[]` with its pointer, the sender's key and the allowed values.
 */
import { accessFindings } from '../access/findings.ts';
import { tokenFindings } from '../access/token-findings.ts';
import { batchesFindings } from '../batches/findings.ts';
import { workbookFindings } from '../batches/workbook/findings.ts';
import { jsonFindings } from '../json/findings.ts';
import { oversightFindings } from '../oversight/findings.ts';
import { registryFindings } from '../registry/findings.ts';
import { submissionsFindings } from '../submissions/findings.ts';
import { totalsFindings } from '../totals/findings.ts';
import { joined } from '../values/joined.ts';
import { httpFindings } from './http-findings.ts';

export const findings = /* @__PURE__ */ joined({
  http: httpFindings,
  json: jsonFindings,
  access: accessFindings,
  tokens: tokenFindings,
  registry: registryFindings,
  submissions: submissionsFindings,
  totals: totalsFindings,
  oversight: oversightFindings,
  batches: batchesFindings,
  workbooks: workbookFindings,
});

export type FindingCode = keyof typeof findings;
