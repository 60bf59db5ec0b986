/** The judge of files without the hub: by what was saved of it. The ledger is not there, and so nothing stands in it. */
import type { SavedCatalogue } from '../../contract/batches/saved-catalogue.ts';
import { compileCatalogue } from '../../domain/registry/cell.ts';
import type { PlacedSystemRecord } from '../../domain/registry/placed-records.ts';
import type { JudgePorts } from '../submissions/judge-form.ts';
import type { SentAgainPorts } from '../submissions/sent-again.ts';

/** Throws where the catalogue refers to what it does not have. */
export function judgeOfSaved(saved: SavedCatalogue): JudgePorts & SentAgainPorts {
  const { version, catalogueVersion, calendar } = saved;
  const agencies = new Map(saved.agencies.map((agency) => [agency.code, agency]));
  const systems = new Map<string, PlacedSystemRecord>(
    // A stage that was not told is that of a system of others: it is refused before anybody looks at its stage.
    saved.systems.map(({ id, stage, history }) => [id, { id, stage: stage ?? 'planned', history }]),
  );
  const catalogue = { value: compileCatalogue(saved.catalogue), version: catalogueVersion };
  const found = <T>(value: T | undefined) => (value === undefined ? null : { value, version });
  return {
    findAgency: async (code) => found(agencies.get(code)),
    findSystem: async (id) => found(systems.get(id)),
    readCatalogue: async () => catalogue,
    readCalendar: async () => calendar,
    findEntry: async () => null,
    readHighest: async () => null,
  };
}
