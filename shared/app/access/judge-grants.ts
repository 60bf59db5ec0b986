/** What a key may be issued for: whom it acts for has to be in being, and it has to open something. */
import type { Scope } from '../../contract/access/scopes.ts';
import { type Agency, COUNTRY, type Credential, type System } from '../../contract/registry.ts';
import { type Route, routes } from '../../contract/routes.ts';
import { plainFinding } from '../../domain/json/plain-finding.ts';
import type { Details, FindingValue } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { cut } from '../../domain/values/cut.ts';
import { dayOf } from '../../domain/values/period.ts';
import type { FindAgency, FindSystem } from '../ports/registry.ts';
import { foreignSystems } from './foreign-systems.ts';
import { readNetwork } from './networks.ts';

export type GrantPorts = { readonly findAgency: FindAgency; readonly findSystem: FindSystem };

/** As asked for. */
export type AskedGrants = {
  readonly agencies: readonly string[];
  readonly systems: readonly string[] | null;
  readonly scopes: readonly Scope[];
  readonly networks: readonly string[] | null;
  readonly note: string | null;
};

/** As stored. */
export type Grants = Pick<
  Credential,
  'agency' | 'furtherAgencies' | 'systems' | 'scopes' | 'networks' | 'note'
>;

/** Scopes that a call needs today. One that none needs may stand beside them, and not alone. */
const needed: ReadonlySet<string | null> = new Set((routes as readonly Route[]).map(({ scope }) => scope));

type Finding = Pick<FindingValue, 'code' | 'details'> & { readonly pointer: string };
const findingOf = (finding: Finding): FindingValue => ({ key: null, ...finding });

/** All that is wrong at once. `from` and `to` of the key in milliseconds. */
export async function judgeGrants(
  ports: GrantPorts,
  asked: AskedGrants,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Result<Grants, readonly FindingValue[]>> {
  const agencies = await judgeAgencies(ports.findAgency, asked.agencies, dayOf(from), dayOf(to));
  const networks = judgeNetworks(asked.networks);
  const alone = [
    ...agencies.findings,
    ...networks.findings,
    ...judgeScopes(asked.scopes),
    ...judgeNote(asked.note),
  ];
  const [agency, ...further] = agencies.codes;
  if (agency === undefined) return fail(alone);
  const grants: Grants = {
    agency,
    ...(further.length > 0 && { furtherAgencies: further }),
    systems: asked.systems === null ? null : [...new Set(asked.systems)],
    scopes: [...new Set(asked.scopes)],
    ...(networks.stored !== null && { networks: networks.stored }),
    ...(asked.note !== null && { note: asked.note }),
  };
  const findings = [...alone, ...(await judgeSystems(ports, grants, agencies.codes, dayOf(from)))];
  return findings.length === 0 ? ok(grants) : fail(findings);
}

async function judgeAgencies(findAgency: FindAgency, asked: readonly string[], today: string, last: string) {
  const codes: string[] = [];
  const findings: FindingValue[] = [];
  for (const [index, text] of asked.entries()) {
    const pointer = `/agencies/${index}`;
    if (text === COUNTRY) {
      if (asked.length > 1) findings.push(findingOf({ code: 'key-country-alone', pointer, details: {} }));
      codes.push(COUNTRY);
      continue;
    }
    const parsed = parseAgencyCode(text);
    const found = parsed.ok ? await findAgency(parsed.code) : null;
    if (found === null) {
      findings.push(findingOf({ code: 'unknown-agency', pointer, details: { value: cut(text, 60) } }));
      continue;
    }
    codes.push(found.value.code);
    const fault = faultOfAgency(found.value, today, last);
    if (fault !== null) findings.push(findingOf({ ...fault, pointer }));
  }
  return { codes: [...new Set(codes)], findings };
}

const successorOf = (into: string | null): Details =>
  into === null ? { successor: 'none' } : { successor: 'merged', into };

function faultOfAgency(
  { code: value, history, mergedInto }: Agency,
  today: string,
  last: string,
): Omit<Finding, 'pointer'> | null {
  const closed = history.at(-1)?.to ?? null;
  if (closed !== null && closed < today)
    return { code: 'key-agency-closed', details: { value, closed, ...successorOf(mergedInto) } };
  const from = history[0]?.from ?? today;
  return from > last ? { code: 'key-agency-later', details: { value, from } } : null;
}

function judgeNetworks(asked: readonly string[] | null): {
  readonly stored: string[] | null;
  readonly findings: readonly FindingValue[];
} {
  if (asked === null) return { stored: null, findings: [] };
  const read = asked.map(readNetwork);
  const findings = asked.flatMap((text, index) =>
    read[index] === null
      ? findingOf({
          code: 'key-network-form',
          pointer: `/networks/${index}`,
          details: { value: cut(text, 60) },
        })
      : [],
  );
  return { stored: [...new Set(read.filter((one) => one !== null))], findings };
}

const judgeScopes = (scopes: readonly Scope[]): FindingValue[] =>
  scopes.some((scope) => needed.has(scope))
    ? []
    : [findingOf({ code: 'key-idle-scopes', pointer: '/scopes', details: { scopes: scopes.join(', ') } })];

function judgeNote(note: string | null): FindingValue[] {
  const finding = note === null ? null : plainFinding(note, '/note');
  return finding === null ? [] : [finding];
}

async function judgeSystems(
  { findAgency, findSystem }: GrantPorts,
  grants: Grants,
  agencies: readonly string[],
  today: string,
): Promise<FindingValue[]> {
  const asked = grants.systems ?? [];
  const found = await Promise.all(asked.map(findSystem));
  const known = found.flatMap((one): System[] => (one === null ? [] : [one.value]));
  const foreign = new Set(await foreignSystems(findAgency, grants, known, today));
  return asked.flatMap((value, index): FindingValue[] => {
    const pointer = `/systems/${index}`;
    if (found[index] === null) return [findingOf({ code: 'unknown-system', pointer, details: { value } })];
    if (!foreign.has(value)) return [];
    return [
      findingOf({ code: 'key-foreign-system', pointer, details: { value, agencies: agencies.join(', ') } }),
    ];
  });
}
