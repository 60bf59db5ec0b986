/** All that files are judged by, asked of the hub and kept in a file: `dtm check` judges by it without the hub. */
import { writeFileSync } from 'node:fs';
import type * as z from 'zod';
import { Me } from '../../shared/contract/access/me.ts';
import { SavedCatalogue } from '../../shared/contract/batches/saved-catalogue.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { CalendarAnswer } from '../../shared/contract/registry/calendar-answer.ts';
import { CatalogueAnswer, DatasetDescription } from '../../shared/contract/registry/catalogue-answers.ts';
import { Placements } from '../../shared/contract/registry/placements.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { catalogueOfDescriptions } from '../../shared/domain/registry/catalogue-of-descriptions.ts';
import { catalogueFaults } from '../../shared/domain/registry/catalogue-rules.ts';
import type { Shell } from '../commands/command.ts';
import { CommandFault } from '../fault.ts';
import { textIfThere } from '../files.ts';
import type { KeyOptions } from '../given-key.ts';
import { type Calls, callsOf } from './calls.ts';

type Ask = <T>(path: string, schema: z.ZodType<T>) => Promise<T>;

/** Asked again where the registry was changed in between. */
const ATTEMPTS = 3;

/** Throws where the hub refuses, or what it says does not fit together. */
export async function saveCatalogue(
  path: string,
  options: KeyOptions & { readonly agency?: string },
  shell: Shell,
): Promise<SavedCatalogue> {
  const calls = callsOf(shell, options, options.agency ?? null);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const saved = await askAll(askingBy(calls), shell.now());
    if (saved === null) continue;
    writeFileSync(path, `${JSON.stringify(saved)}\n`);
    return saved;
  }
  throw new CommandFault(
    localized(
      'the registry changed while it was read: try again',
      'danh bạ thay đổi trong lúc đọc: hãy thử lại',
    ),
  );
}

const askingBy =
  ({ call, refused }: Calls): Ask =>
  async (path, schema) => {
    const answer = await call(path);
    const value = answer.status === 200 ? readRecorded(schema, answer.body) : null;
    if (value === null) throw refused(answer);
    return value;
  };

/** Null where the registry has changed meanwhile. */
async function askAll(ask: Ask, now: number): Promise<SavedCatalogue | null> {
  const { credential } = await ask('/me', Me);
  const { version, calendar } = await ask('/calendar', CalendarAnswer);
  const descriptions: DatasetDescription[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: CatalogueAnswer = await ask(`/catalogue${behind(after)}`, CatalogueAnswer);
    for (const { id } of page.datasets)
      descriptions.push(await ask(`/catalogue/${encodeURIComponent(id)}`, DatasetDescription));
    after = page.next;
  }
  const agencies: Placements['agencies'] = [];
  const systems: Placements['systems'] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: Placements = await ask(`/placements${behind(after)}`, Placements);
    if (page.version !== version) return null;
    agencies.push(...page.agencies);
    systems.push(...page.systems);
    after = page.next;
  }
  const catalogueVersion = descriptions[0]?.version ?? version;
  if (descriptions.some((one) => one.version !== catalogueVersion)) return null;
  const { keyId, agency, furtherAgencies, systems: only } = credential;
  return {
    format: 1,
    savedAt: new Date(now).toISOString(),
    version,
    credential: { keyId, agency, ...(furtherAgencies !== undefined && { furtherAgencies }), systems: only },
    catalogue: catalogueOfDescriptions(descriptions),
    catalogueVersion,
    calendar,
    agencies,
    systems,
  };
}

const behind = (after: string): string => (after === '' ? '' : `?${new URLSearchParams({ after })}`);

/** Throws where there is none, or it is damaged. */
export function readSavedCatalogue(path: string): SavedCatalogue {
  const text = textIfThere(path);
  if (text === null)
    throw new CommandFault(
      localized(
        `there is no ${path}: dtm catalogue save writes it, while the hub can be reached`,
        `không có ${path}: dtm catalogue save ghi tệp này khi gọi được hệ thống`,
      ),
    );
  const saved = SavedCatalogue.safeParse(jsonIn(text));
  if (saved.success && catalogueFaults(saved.data.catalogue).length === 0) return saved.data;
  throw new CommandFault(
    localized(
      `${path} is not what dtm catalogue save of this release writes: save it anew`,
      `${path} không phải tệp do dtm catalogue save của bản này ghi: hãy lưu lại`,
    ),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
