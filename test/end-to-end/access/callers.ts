/** A small country with everybody who may call the hub in it, and what was reported there before they come. */
import { expect } from 'vitest';
import type { Seed } from '../../../shared/app/registry/load-seed.ts';
import { type OperatorKind, operatorKindNames } from '../../../shared/contract/access/operators.ts';
import type { Credential, System } from '../../../shared/contract/registry.ts';
import { formatApiKey, newApiKey } from '../../../shared/domain/access/api-key.ts';
import { fewAgencies } from '../few-agencies.ts';
import { type HubChanges, startHub, type TestHub, TODAY, unknownKey } from '../hub.ts';
import { report } from '../report.ts';
import { type HttpAnswer, type HttpCall, senderOf } from '../sender.ts';
import { event, increment, sent } from '../stories.ts';
import { operatorOf } from './operator.ts';

/** Systems by whose they are. The month 2026-11 ended with the merger. */
export const systems = {
  home: 'H26.05.dvc',
  homeToo: 'H26.05.ioc',
  child: 'H26.05.01.giamsat',
  sibling: 'H26.06.tabmis',
  merged: 'H29.18.motcua',
} as const;
const SUCCESSOR = 'H29.19';
const LAST_DAY = '2026-11-14';
const FROM = '2026-11-15';
export const EVENT_KEY = 'matrix-1';
export const DAY = '2026-11-05';
/** A file that cannot be read: nothing is recorded of it. */
export const BATCH_FILE = 'no header\n';

/** `home` gets two systems; H29.18 is merged into H29.19, which takes its system over. */
function country(seed: Seed): Seed {
  const few = fewAgencies(seed);
  const like = (id: string, from: string, agency: string): System => {
    const found = few.systems.find((one) => one.id === from);
    if (found === undefined) throw new Error(`no system ${from}`);
    return { ...found, id, history: found.history.map((stretch) => ({ ...stretch, agency })) };
  };
  const moved = few.systems.map((one) => {
    const [only] = one.history;
    if (one.id !== systems.merged || only === undefined) return one;
    const after = { from: FROM, to: null, agency: SUCCESSOR };
    return { ...one, history: [{ ...only, to: LAST_DAY }, after] };
  });
  return {
    ...few,
    agencies: few.agencies.map((one) => {
      const [only] = one.history;
      if (one.code !== 'H29.18' || only === undefined) return one;
      return { ...one, history: [{ ...only, to: LAST_DAY }], mergedInto: SUCCESSOR };
    }),
    systems: [
      ...moved,
      like(systems.home, 'H26.dvc', 'H26.05'),
      like(systems.homeToo, 'H26.ioc', 'H26.05'),
    ].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** With a key that is valid. The order is that of the columns of the matrix. */
export const keyCallers = [
  'country',
  'parent',
  'home',
  'one-system',
  'submit-only',
  'read-only',
  'vendor',
  'child',
  'sibling',
  'successor',
  'merged',
] as const;
/** With no key, or with one that opens nothing, and what they are told. */
export const keyless = {
  none: '401 key-missing',
  revoked: '401 key-revoked',
  expired: '401 key-expired',
  unknown: '401 key-unknown',
  'wrong secret': '401 key-unknown',
  'other stage': '401 key-malformed',
  'other network': '403 key-network',
} as const;

type KeyCaller = (typeof keyCallers)[number];
type Keyless = keyof typeof keyless;
export type Caller = KeyCaller | Keyless | OperatorKind;

export const callers: readonly Caller[] = [
  ...keyCallers,
  ...(Object.keys(keyless) as Keyless[]),
  ...operatorKindNames,
];

export const agencies: Readonly<Record<KeyCaller, string>> = {
  country: 'VN',
  parent: 'H26',
  home: 'H26.05',
  'one-system': 'H26.05',
  'submit-only': 'H26.05',
  'read-only': 'H26.05',
  vendor: 'H26.05',
  child: 'H26.05.01',
  sibling: 'H26.06',
  successor: SUCCESSOR,
  merged: 'H29.18',
};
export const limits: Partial<Record<KeyCaller, Partial<Credential>>> = {
  'one-system': { systems: [systems.homeToo] },
  'submit-only': { scopes: ['submit'] },
  'read-only': { scopes: ['read'] },
  vendor: { furtherAgencies: [SUCCESSOR] },
};

/** Another digit of the secret, and the checksum of the whole. */
export function withOtherSecret(key: string): string {
  const [, stage = '', keyId = '', secret = ''] = key.split('_');
  return formatApiKey(stage, { keyId, secret: `${secret.startsWith('0') ? '1' : '0'}${secret.slice(1)}` });
}

export type World = {
  readonly hub: TestHub;
  readonly keys: Readonly<Record<KeyCaller | Keyless, string | null>>;
  readonly ask: (caller: Caller, call: HttpCall) => Promise<HttpAnswer>;
  /** The id of a drill that was asked for. */
  readonly drill: string;
  /** Ids of a batch of home and of one of its sibling, by keys for all systems. */
  readonly batches: { readonly home: string; readonly sibling: string };
};

/** What each caller shows. */
export type Shown = World['keys'];

async function issuedKeys(hub: TestHub): Promise<Shown> {
  // One after the other: each raises the registry's version.
  const issued: [KeyCaller, string][] = [];
  for (const caller of keyCallers) {
    const scopes: Credential['scopes'] = ['submit', 'read', 'batch'];
    issued.push([caller, await hub.issue(agencies[caller], { scopes, ...limits[caller] })]);
  }
  const valid = Object.fromEntries(issued) as Record<KeyCaller, string>;
  const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes);
  return {
    ...valid,
    none: null,
    revoked: await hub.issue('H26.05', { revokedAt: '2026-11-01T00:00:00.000Z' }),
    expired: await hub.issue('H26.05', { validTo: '2026-11-01T00:00:00.000Z' }),
    unknown: unknownKey(),
    'wrong secret': withOtherSecret(valid.home),
    'other stage': formatApiKey('prod', newApiKey(random)),
    'other network': await hub.issue('H26.05', { networks: ['192.0.2.0/24'] }),
  };
}

/** `shown` makes what the callers show, of a hub that was started with `changes`. */
export async function startWorld(
  shown: (hub: TestHub) => Promise<Shown> = issuedKeys,
  changes: HubChanges = {},
): Promise<World> {
  const hub = await startHub(TODAY, { country, ...changes });
  const keys = await shown(hub);
  const isOperator = (caller: Caller): caller is OperatorKind =>
    operatorKindNames.some((kind) => kind === caller);
  const ask = (caller: Caller, call: HttpCall) =>
    isOperator(caller) ? operatorOf(hub, caller).call(call) : senderOf(hub, keys[caller]).call(call);

  const all = senderOf(hub, keys.country);
  for (const system of Object.values(systems)) {
    expect((await all.post(report(hub.seed, { system }))).status).toBe(202);
    const one = event(system, [increment(`${DAY}T01:15:00.000Z`, [sent(1)])]);
    expect((await all.post(one, { 'Idempotency-Key': EVENT_KEY })).status).toBe(202);
  }
  const order = { path: '/admin/drills', method: 'POST', on: '0.0', body: {} };
  const asked = await operatorOf(hub, 'on-call').call(order);
  expect(asked.status).toBe(201);
  const batchOf = async (agency: string): Promise<string> => {
    const started = await all.call({
      method: 'POST',
      path: `/batches?agency=${agency}`,
      headers: { 'Content-Type': 'text/csv' },
      body: BATCH_FILE,
    });
    expect({ status: started.status, text: started.text }).toEqual({ status: 202, text: started.text });
    return JSON.parse(started.text).id;
  };
  const batches = { home: await batchOf('H26.05'), sibling: await batchOf('H26.06') };
  return { hub, keys, ask, drill: JSON.parse(asked.text).id, batches };
}

/** A file that is answered has none. */
export const codeOf = ({ headers, text }: HttpAnswer): string =>
  text === '' || !/json/.test(headers.get('content-type') ?? '') ? '' : (JSON.parse(text).code ?? '');
