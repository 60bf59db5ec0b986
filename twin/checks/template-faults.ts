/**
 * What AWS would refuse when it deploys the template, or what would fail in silence later. All faults are found
 * before anything runs, each naming resource and fix.
 */
import { notificationFaults } from './bucket-notifications.ts';
import { firewallFaults } from './firewall.ts';
import { permissionFaults } from './function-policies.ts';
import { roleFaults } from './function-roles.ts';
import { keyFaults } from './key-policies.ts';
import { mappingFaults } from './queue-mappings.ts';
import { accountFaults, routeFaults } from './routes.ts';
import { scheduleFaults } from './schedule-targets.ts';
import { subscriptionFaults } from './subscriptions.ts';
import type { Surroundings } from './surroundings.ts';

const checks: readonly ((around: Surroundings) => string[])[] = [
  roleFaults,
  mappingFaults,
  scheduleFaults,
  subscriptionFaults,
  notificationFaults,
  routeFaults,
  accountFaults,
  permissionFaults,
  keyFaults,
  firewallFaults,
];

export const templateFaults = (around: Surroundings): string[] => checks.flatMap((check) => check(around));
