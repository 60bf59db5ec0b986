/** What a call was about, as far as what the caller wrote has the form of an id: also of a call that is refused (R13). */
import type { AuditEvent } from '../contract/access/audit.ts';
import { COUNTRY } from '../contract/registry.ts';
import { MAX_REVISION } from '../contract/submissions/submission.ts';
import { CatalogueId, PeriodId, SystemId } from '../contract/text.ts';
import { agencyOfSystemId } from '../domain/submissions/submission-key.ts';
import { parseAgencyCode } from '../domain/values/agency-code.ts';

type Target = AuditEvent['target'];

/** Names and texts that a caller wrote, each read by what the hub takes under that name. */
export type Named = Readonly<Record<string, unknown>>;

export type About = { readonly target: Target; readonly resource: string | null };

/** As they stand in a body; a query has parameters of its own, which its route reads (`RightParameters`). */
const forms = { system: () => SystemId, dataset: () => CatalogueId, period: () => PeriodId };

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function formed(name: keyof typeof forms, value: unknown): string | null {
  return forms[name]().safeParse(value).data ?? null;
}

function agencyOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || text === COUNTRY) return text;
  const parsed = parseAgencyCode(text);
  return parsed.ok ? parsed.code : null;
}

/** Of a body, which nothing has judged yet. */
export function namedInBody(value: unknown): Named {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const { system, dataset, period, agency, revision } = value as Record<string, unknown>;
  return {
    system: formed('system', system),
    dataset: formed('dataset', dataset),
    period: formed('period', period),
    agency: agencyOf(agency),
    revision:
      Number.isInteger(revision) && Number(revision) >= 1 && Number(revision) <= MAX_REVISION
        ? revision
        : null,
  };
}

/** Of a submission's id: its period, or the time bucket of an event. */
function namedInId(id: string): Named {
  const [system, dataset, period, last] = id.split('~');
  return last === undefined || formed('system', system) === null ? {} : { system, dataset, period };
}

/**
 * `id`: of the path, or of what the operation answered about. `named`: valid texts of the query or the body. `own`: the agency that a
 * route with a parameter `agency` means where it is left out.
 */
export function aboutOf(id: string | null, named: Named, own: string | null): About {
  const all = { ...named, ...(id !== null && namedInId(id)) };
  const [system, dataset, period] = [textOf(all.system), textOf(all.dataset), textOf(all.period)];
  const stated = 'agency' in named ? agencyOf(named.agency) : own;
  const target = {
    agency: stated ?? (system === null ? null : agencyOfSystemId(system)),
    system,
    dataset,
    period,
  };
  if (id !== null) return { target, resource: id };
  const place = system ?? stated;
  if (place === null || dataset === null || period === null) return { target, resource: null };
  const revision = named.revision ?? null;
  return { target, resource: [place, dataset, period, ...(revision === null ? [] : [revision])].join('~') };
}
