/** The edge of what a caller learns about itself. */
import { type WhoAmIPorts, whoAmI } from '../../app/access/who-am-i.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import type { Operation } from '../operation.ts';

export const meOperation =
  (ports: WhoAmIPorts): Operation<'getMe'> =>
  async ({ credential, quotas, now }) => {
    if (credential === null) throw new Error('the route needs a key');
    const body = await whoAmI(ports, credential, quotas, Date.parse(now));
    return { ok: true, value: { status: 200, body }, audit: { resource: agenciesOf(credential).join('|') } };
  };
