import * as z from 'zod';
import type { CountsBook } from './counts.ts';
import { FaultRule, type Faults } from './faults.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

const FaultRules = z.array(FaultRule);

function json(status: number, value: unknown): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/**
 * The unsigned control paths under `/_twin/`. The server listens on loopback only; a browser's page must not reach them
 * either, so that a request with an Origin, or for a host that is not loopback (DNS rebinding), is refused.
 */
export function control(
  request: WireRequest,
  faults: Faults,
  counts: CountsBook,
  alarms: () => unknown,
): WireAnswer {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (request.headers.origin !== undefined || !['127.0.0.1', 'localhost', '[::1]'].includes(host))
    return json(403, { error: 'the control paths are for programs on this machine, not for browsers' });
  switch (`${request.method} ${request.path}`) {
    case 'POST /_twin/faults': {
      let body: unknown;
      try {
        body = JSON.parse(request.body.toString('utf8'));
      } catch {
        return json(400, { error: 'the body is no JSON' });
      }
      const rules = FaultRules.safeParse(body);
      if (!rules.success) return json(400, { error: z.prettifyError(rules.error) });
      faults.set(rules.data);
      return json(200, { rules: rules.data.length });
    }
    case 'DELETE /_twin/faults':
      faults.set([]);
      return json(200, { rules: 0 });
    case 'GET /_twin/counts':
      return json(200, counts.snapshot());
    case 'GET /_twin/alarms':
      return json(200, alarms());
    case 'DELETE /_twin/counts':
      counts.reset();
      return json(200, {});
    default:
      return json(404, {
        error:
          'control paths are POST and DELETE /_twin/faults (a list of rules), GET and DELETE /_twin/counts, GET /_twin/alarms',
      });
  }
}
