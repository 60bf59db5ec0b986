/** An account of AWS as a preflight reads it. Nothing here writes. */
import type { AccountPorts } from '../../../app/ports/account.ts';
import type { AwsTarget } from '../../operator.ts';
import { capacityPorts } from './capacity.ts';
import { domainPorts } from './domain.ts';
import { groundPorts } from './ground.ts';
import { namePorts } from './names.ts';

export const accountPorts = (target: AwsTarget | null): AccountPorts => ({
  ...groundPorts(target),
  ...capacityPorts(target),
  ...domainPorts(target),
  readTaken: namePorts(target),
});
