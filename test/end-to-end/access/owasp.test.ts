/**
 * OWASP API Security Top 10 (2023), a section each: the attack, tried on the running hub. Who may do what at all is the matrix beside
 * this; here somebody tries to get around it.
 */
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { startWorld, type World } from './callers.ts';
import { authentication } from './owasp/authentication.ts';
import { businessFlows } from './owasp/business-flows.ts';
import { consumption } from './owasp/consumption.ts';
import { functionLevel } from './owasp/function-level.ts';
import { inventory } from './owasp/inventory.ts';
import { misconfiguration } from './owasp/misconfiguration.ts';
import { objectLevel } from './owasp/object-level.ts';
import { propertyLevel } from './owasp/property-level.ts';
import { requestForgery } from './owasp/request-forgery.ts';
import { unsafeConsumption } from './owasp/unsafe-consumption.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let started: World;
const world = () => started;
beforeAll(async () => {
  started = await startWorld();
}, 120_000);
afterAll(() => started.hub.stop());

describe('API1: broken object level authorization', () => objectLevel(world));
describe('API2: broken authentication', () => authentication(world));
describe('API3: broken object property level authorization', () => propertyLevel(world));
describe('API4: unrestricted resource consumption', () => consumption(world));
describe('API5: broken function level authorization', () => functionLevel(world));
describe('API6: unrestricted access to sensitive business flows', () => businessFlows(world));
describe('API7: server side request forgery', () => requestForgery(world));
describe('API8: security misconfiguration', () => misconfiguration(world));
describe('API9: improper inventory management', () => inventory(world));
describe('API10: unsafe consumption of APIs', () => unsafeConsumption(world));
