/** Reads of an account all that a preflight judges by; one thing that cannot be read keeps nothing from the others. */
import { stageName } from '../../contract/stage-names.ts';
import { quotas } from '../../domain/oversight/preflight/capacity.ts';
import {
  type DeploymentPlan,
  type Domain,
  type NamedType,
  namedTypes,
  nameIn,
} from '../../domain/oversight/preflight/plan.ts';
import type { Reading, Readings, Taken } from '../../domain/oversight/preflight/readings.ts';
import type { AccountPorts } from '../ports/account.ts';

export async function readAccount(ports: AccountPorts, plan: DeploymentPlan): Promise<Readings> {
  const [
    { place, taken },
    bootstrapVersion,
    concurrency,
    ownReserved,
    concurrencyAskedFor,
    throttle,
    throttleAskedFor,
    stacks,
    types,
    domain,
  ] = await Promise.all([
    readNames(ports, plan),
    ports.readBootstrapVersion(plan.bootstrap.parameter),
    ports.readConcurrency(),
    ports.readReserved(Object.keys(plan.reservable).map((name) => stageName(plan.stage, name))),
    ports.readAskedFor(quotas.concurrency),
    ports.readThrottle(),
    ports.readAskedFor(quotas.rate),
    ports.readStacks(plan.stacks.map(({ name }) => name)),
    ports.readTypes(),
    plan.domain === null ? null : readDomain(ports, plan.domain),
  ]);
  return {
    place,
    bootstrapVersion,
    concurrency,
    ownReserved,
    concurrencyAskedFor,
    throttle,
    throttleAskedFor,
    stacks,
    types,
    taken,
    domain,
  };
}

/** Account and region are in some names: of these nothing is known where the account is not. */
async function readNames(
  { readPlace, readTaken }: AccountPorts,
  { named }: DeploymentPlan,
): Promise<Pick<Readings, 'place' | 'taken'>> {
  const place = await readPlace();
  const ofType = async (type: NamedType): Promise<Reading<readonly Taken[]>> => {
    const names = named.filter((one) => one.type === type).map(({ name }) => name);
    if (!place.ok && names.some((name) => name.includes('${AWS::'))) return place;
    return readTaken[type](place.ok ? names.map((name) => nameIn(name, place.value)) : names);
  };
  const taken = await Promise.all(
    namedTypes
      .filter((type) => named.some((one) => one.type === type))
      .map(async (type) => [type, await ofType(type)] as const),
  );
  return { place, taken: new Map(taken) };
}

async function readDomain(
  ports: AccountPorts,
  { name, certificateArn, hostedZoneId }: Domain,
): Promise<NonNullable<Readings['domain']>> {
  const [certificate, zone, records, isTaken] = await Promise.all([
    ports.readCertificate(certificateArn),
    hostedZoneId === null ? null : ports.readZone(hostedZoneId),
    hostedZoneId === null ? null : ports.readRecordTypes(hostedZoneId, name),
    ports.readDomainIsTaken(name),
  ]);
  return { certificate, zone, records, isTaken };
}
