/** The matrix again, with tokens of a real issuer in place of keys: each caller is told the same by every route. */
import { afterAll, beforeAll, vi } from 'vitest';
import type { Credential } from '../../../../shared/contract/registry.ts';
import type { Issuer } from '../../../../twin/issuer/issuer.ts';
import { type TestHub, TODAY } from '../../hub.ts';
import {
  agencies,
  type Caller,
  keyCallers,
  keyless,
  limits,
  type Shown,
  startWorld,
  type World,
} from '../callers.ts';
import { atIssuer, clientOf, issuerAt, tokenFor } from '../token-clients.ts';
import { askRows } from './ask-rows.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let issuer: Issuer;
let world: World;
beforeAll(async () => {
  const clockOffset = Date.parse(TODAY) - Date.now();
  // Longer than the busiest machine takes for all rows.
  issuer = await issuerAt(clockOffset, { tokenLife: 86_400 });
  world = await startWorld(issuedTokens, { issuer, clockOffset });
}, 180_000);
afterAll(async () => {
  await world.hub.stop();
  await issuer.stop();
});

async function issuedTokens(hub: TestHub): Promise<Shown> {
  const tokenOf = async (agency: string, changes: Partial<Credential> = {}, asked = {}) =>
    tokenFor(issuer, await clientOf(hub, issuer, agency, changes), asked);
  const shown: [string, string | null][] = [];
  for (const caller of keyCallers) shown.push([caller, await tokenOf(agencies[caller], limits[caller])]);
  const good = await tokenOf('H26.05');
  const others: Readonly<Record<keyof typeof keyless, string | null>> = {
    none: null,
    revoked: await tokenOf('H26.05', { revokedAt: '2026-11-01T00:00:00.000Z' }),
    expired: await tokenOf('H26.05', { validTo: '2026-11-01T00:00:00.000Z' }),
    unknown: await tokenFor(issuer, await atIssuer(issuer)),
    // Claims of one token, signature of another.
    'wrong secret': [...good.split('.').slice(0, 2), (await tokenOf('H26.05')).split('.')[2]].join('.'),
    'other stage': await tokenOf('H26.05', {}, { resource: 'https://prod.test' }),
    'other network': await tokenOf('H26.05', { networks: ['192.0.2.0/24'] }),
  };
  return { ...Object.fromEntries(shown), ...others } as Shown;
}

const tokenless: Readonly<Record<keyof typeof keyless, string>> = {
  none: '401 key-missing',
  revoked: '401 client-revoked',
  expired: '401 client-expired',
  unknown: '401 client-unknown',
  'wrong secret': '401 token-refused',
  'other stage': '401 token-refused',
  'other network': '403 key-network',
};
const isTokenless = (caller: Caller): caller is keyof typeof keyless => caller in keyless;

askRows(
  () => world,
  (caller, withKey) => (isTokenless(caller) && withKey === keyless[caller] ? tokenless[caller] : withKey),
);
