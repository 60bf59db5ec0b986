/** What the document says of every operation, from the rooms. */
import type { OperationId } from '../../contract/routes.ts';
import { joined } from '../../domain/values/joined.ts';
import { clientDescriptions } from '../access/client-descriptions.ts';
import { accessDescriptions } from '../access/descriptions.ts';
import { quotaDescriptions } from '../access/quota-descriptions.ts';
import { batchesDescriptions } from '../batches/descriptions.ts';
import { filesDescriptions } from '../batches/file-descriptions.ts';
import { oversightDescriptions } from '../oversight/descriptions.ts';
import { recoveryDescriptions } from '../recovery/descriptions.ts';
import { registryDescriptions } from '../registry/descriptions.ts';
import { submissionsDescriptions } from '../submissions/descriptions.ts';
import { totalsDescriptions } from '../totals/descriptions.ts';
import { verificationDescriptions } from '../verification/descriptions.ts';
import type { Description } from './description.ts';
import { publicDescriptions } from './public-operations.ts';

export const descriptions: Readonly<Record<OperationId, Description>> = joined({
  submissions: submissionsDescriptions,
  totals: totalsDescriptions,
  oversight: oversightDescriptions,
  recovery: recoveryDescriptions,
  verification: verificationDescriptions,
  access: accessDescriptions,
  clients: clientDescriptions,
  quotas: quotaDescriptions,
  registry: registryDescriptions,
  batches: batchesDescriptions,
  files: filesDescriptions,
  public: publicDescriptions,
});
