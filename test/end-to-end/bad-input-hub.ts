/** A hub for bad input, its keys, and a valid report to spoil. One per test file: the state is the module's. */
import type { Cell, ReportSubmission } from '../../shared/contract/submissions/submission.ts';
import { formatApiKey, newApiKey } from '../../shared/domain/access/api-key.ts';
import { startHub, type TestHub, unknownKey } from './hub.ts';
import { report } from './report.ts';

let hub: TestHub;
export const keys: Record<string, string> = {};

/** With two reports accepted before, and a key of each kind. */
export async function startBadInput(): Promise<void> {
  hub = await startHub();
  keys.H26 = await hub.issue('H26');
  keys.readOnly = await hub.issue('H26', { scopes: ['read'] });
  keys.oneSystem = await hub.issue('H26', { systems: ['H26.vanban'] });
  keys.VN = await hub.issue('VN');
  keys.revoked = await hub.issue('H26', { revokedAt: '2026-11-01T00:00:00.000Z' });
  keys.expired = await hub.issue('H26', { validTo: '2026-11-01T00:00:00.000Z' });
  keys.unknown = unknownKey();
  keys.otherStage = formatApiKey(
    'prod',
    newApiKey((bytes) => crypto.getRandomValues(bytes)),
  );
  for (const [headers, body] of [
    [{ 'Idempotency-Key': 'first' }, valid({ system: 'H26.lgsp' })],
    [{}, valid({ system: 'H26.baocao' })],
  ] as const) {
    const { status } = await send({ headers, body: JSON.stringify(body) });
    if (status !== 202) throw new Error(`the first report got ${status}`);
  }
}

export const stopBadInput = (): Promise<void> => hub.stop();

export const apiUrl = (path: string): string => `${hub.twin.apiUrl}${path}`;

export type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

export async function send({
  method = 'POST',
  path = '/submissions',
  key = 'H26',
  headers = {},
  body,
}: Sent) {
  const answer = await fetch(apiUrl(path), {
    method,
    headers: {
      'Content-Type': 'application/json',
      'Accept-Language': 'en',
      ...(key === null ? {} : { Authorization: `Bearer ${keys[key] ?? key}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

export const valid = (changes: Partial<ReportSubmission> = {}, variant = 1) =>
  report(hub.seed, changes, variant);
export const json = (changes: Partial<Record<keyof ReportSubmission, unknown>>): Sent => ({
  body: JSON.stringify({ ...valid(), ...changes }),
});

/** The report with its cell of an indicator (the first of them) changed, or removed by null. */
export function withCell(
  indicator: string,
  change: Partial<Record<keyof Cell, unknown>> | null,
  more: unknown[] = [],
): Sent {
  const { cells } = valid();
  const at = cells.findIndex((cell) => cell.indicator === indicator);
  const changed = change === null ? [] : [{ ...cells[at], ...change }];
  return json({ cells: [...cells.slice(0, at), ...changed, ...cells.slice(at + 1), ...more] });
}
const indexOf = (indicator: string) => valid().cells.findIndex((cell) => cell.indicator === indicator);
export const at = (indicator: string, rest = '') => `/cells/${indexOf(indicator)}${rest}`;
/** The report as text, with a value of it replaced in the text itself. */
export const withText = (indicator: string, value: string): Sent => {
  const { cells } = valid();
  const marked = cells.map((cell, index) => (index === indexOf(indicator) ? { ...cell, value: '@@' } : cell));
  return { body: JSON.stringify({ ...valid(), cells: marked }).replace('"@@"', value) };
};

export type Row = readonly [
  name: string,
  sent: () => Sent,
  status: number,
  code: string,
  ...errors: (() => string)[],
];
