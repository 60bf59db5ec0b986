/**
 * A run of the prober: what the alarms are told of maintenance and of its own key, then the minute. Maintenance is told first, as it
 * explains why the rest may fail.
 */

import type { MetricName } from '../../contract/metrics.ts';
import { HUB_SYSTEM } from '../../contract/oversight/availability.ts';
import type { Credential } from '../../contract/registry.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { ok, type Result } from '../../domain/problems/result.ts';
import type { ListOperations } from '../ports/operations.ts';
import { listMaintenance, maintenanceMetrics } from './maintenance.ts';
import { measuredSince } from './measure-availability.ts';
import { type Probe, type Probed, type ProbePorts, probeMinute } from './probe.ts';

export type ProberPorts = Omit<ProbePorts, 'probe'> & {
  readonly listOperations: ListOperations;
  /** The prober's own record, null where the registry has none, and how it asks with the key of it. */
  readonly identify: () => Promise<{ readonly credential: Credential | null; readonly probe: Probe }>;
  readonly publish: (metrics: Partial<Record<MetricName, number>>) => void;
};

export type ProberRun = Probed | { readonly recorded: false; readonly reason: 'not registered' };

/** `due` and a problem as of `probeMinute`. */
export async function runProber(ports: ProberPorts, due: number): Promise<Result<ProberRun, Problem>> {
  const maintenances = await listMaintenance(ports.listOperations);
  ports.publish(maintenanceMetrics(maintenances, ports.now()));
  const { credential, probe } = await ports.identify();
  if (credential === null) {
    ports.publish({ ProberUnregistered: Number(await isMissed(ports)) });
    return ok({ recorded: false, reason: 'not registered' });
  }
  const probed = await probeMinute({ ...ports, probe }, credential, due, maintenances);
  const metrics = probed.ok && probed.value.recorded ? probed.value.metrics : {};
  ports.publish({ ProberUnregistered: 0, ...metrics });
  return probed;
}

/**
 * Before a registry is loaded (none is without the hub's own system) nobody can report anything, and there is nothing to measure: the
 * key is registered by that load. Once something was measured the key is missed whatever the registry has, as the minutes count
 * as downtime.
 */
const isMissed = async ({ findSystem, readOperation }: ProberPorts): Promise<boolean> =>
  (await findSystem(HUB_SYSTEM)) !== null || (await measuredSince(readOperation)) !== null;
