/** An account of AWS as a preflight reads it. Nothing here writes. */
import type { AccountPorts } from '../../../app/ports/account.ts';
import type { Patience } from '../../clients.ts';
import type { AwsTarget } from '../../operator.ts';
import { capacityPorts } from './capacity.ts';
import { domainPorts } from './domain.ts';
import { groundPorts } from './ground.ts';
import { namePorts } from './names.ts';

/** An operator waits before a terminal: what says nothing is told soon, and the others are shown. */
const AT_THE_TERMINAL: Patience = { attempts: 3, silence: 5_000 };

/** With null: AWS itself, by the ordinary environment. */
export const accountPorts = (
  target: AwsTarget | null,
  patience: Patience = AT_THE_TERMINAL,
): AccountPorts => ({
  ...groundPorts(target, patience),
  ...capacityPorts(target, patience),
  ...domainPorts(target, patience),
  readTaken: namePorts(target, patience),
});
