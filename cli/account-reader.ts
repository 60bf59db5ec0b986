/** The account as `dtm preflight` reads it. Loaded when it is called: no other command needs these ten clients. */
import { accountPorts } from '../shared/aws/oversight/account/account.ts';
import type { Hub } from './hub.ts';

export const accountOf = ({ aws }: Pick<Hub, 'aws'>) => accountPorts(aws);
