/** Agencies and systems as every caller may read them: what is public of all, and the details of its own systems (R18, R20). */

import type { AgencyList, SystemList, SystemNode } from '../../contract/registry/tree-answers.ts';
import { COUNTRY, type Credential } from '../../contract/registry.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { refusedParameter, unknownAgency, unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { findAgencies } from '../../domain/registry/find-agencies.ts';
import { cursorOf, readCursor } from '../../domain/registry/page-cursor.ts';
import { placesOn, systemsUnder } from '../../domain/registry/places.ts';
import { agencyNode, systemNode } from '../../domain/registry/served-nodes.ts';
import { onDay, type RegistrySnapshot } from '../../domain/registry/tree.ts';
import { cut } from '../../domain/values/cut.ts';
import { refuseSystem } from '../access/foreign.ts';
import { ownAgencies } from '../access/own-agencies.ts';
import type { ReadSnapshot } from '../ports/registry.ts';

export type TreePorts = { readonly readSnapshot: ReadSnapshot };

type Paged = {
  /** A day; null: today, or that of the cursor. */
  readonly asOf: string | null;
  readonly after: string | null;
};

/** `node` null: the whole country, for a search. */
export type AgenciesQuery = Paged & { readonly node: string | null; readonly search: string | null };
export type SystemsQuery = Paged & { readonly node: string };

const MOST_NODES = 100;

type Page = { readonly codes: readonly string[]; readonly next: string | null };

function pageOf(
  codes: readonly string[],
  day: string,
  question: readonly string[],
  after: string | null,
): Page {
  const behind = after === null ? codes : codes.filter((code) => code > after);
  const page = behind.slice(0, MOST_NODES);
  const last = page.at(-1);
  const isMore = behind.length > page.length && last !== undefined;
  return { codes: page, next: isMore ? cursorOf([day, ...question], last) : null };
}

/** The day of an answer, and the code that it begins behind. */
function beginning({ asOf, after }: Paged, question: readonly string[], today: string) {
  if (after === null) return ok({ day: asOf ?? today, after });
  const read = readCursor(after, asOf, question);
  return read === null ? fail(unknownCursor(cut(after, 60))) : ok(read);
}

/** There is none of that code, or none yet on the day. */
function noAgency({ agencies }: RegistrySnapshot, value: string, day: string): Problem {
  const from = agencies.get(value)?.history[0]?.from;
  if (from === undefined) return unknownAgency(value);
  return refusedParameter({ code: 'agency-later', parameter: 'asOf', details: { value, from, day } });
}

/** What stands right below a node, or what a search finds there. `today`: a day in Vietnam. */
export async function listAgencies(
  { readSnapshot }: TreePorts,
  { node, search, ...paged }: AgenciesQuery,
  today: string,
): Promise<Result<AgencyList, Problem>> {
  const question = [node ?? '', search ?? ''];
  const begun = beginning(paged, question, today);
  if (!begun.ok) return begun;
  const { day, after } = begun.value;
  const snapshot = await readSnapshot();
  const places = placesOn(snapshot, day);
  const top = agencyNode(snapshot, places, node ?? COUNTRY);
  if (top === null) return fail(noAgency(snapshot, node ?? COUNTRY, day));
  const isBelow = (code: string): boolean =>
    top.code === COUNTRY || code === top.code || code.startsWith(`${top.code}.`);
  const found =
    search === null
      ? (places.agenciesBelow.get(top.code) ?? [])
      : findAgencies(snapshot, places, search).filter(isBelow);
  const { codes, next } = pageOf(found, day, question, after);
  return ok({
    asOf: day,
    node: search === null ? top : null,
    agencies: codes.flatMap((code) => agencyNode(snapshot, places, code) ?? []),
    next,
  });
}

/** The systems of a node and of all below it, details with those that are the credential's. */
export async function listSystems(
  { readSnapshot }: TreePorts,
  credential: Credential,
  { node, ...paged }: SystemsQuery,
  today: string,
): Promise<Result<SystemList, Problem>> {
  const begun = beginning(paged, [node], today);
  if (!begun.ok) return begun;
  const { day, after } = begun.value;
  const snapshot = await readSnapshot();
  const places = placesOn(snapshot, day);
  if (agencyNode(snapshot, places, node) === null) return fail(noAgency(snapshot, node, day));
  const { codes, next } = pageOf(systemsUnder(places, node), day, [node], after);
  const acts = ownAgencies(snapshot, credential, today);
  const systems = await Promise.all(
    codes.map(async (id): Promise<SystemNode[]> => {
      const agency = places.systems.get(id)?.agency;
      const isOwnAgency = agency !== undefined && (await acts(agency, onDay(day)));
      const isOwn = refuseSystem(credential, isOwnAgency, id, { parameter: 'agency' }) === null;
      return [systemNode(snapshot, places, id, isOwn) ?? []].flat();
    }),
  );
  return ok({ asOf: day, node, systems: systems.flat(), next });
}
