/** The seed files of a folder, as `readSeed` takes them. Throws where one is missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedFiles } from '../shared/app/load-seed.ts';

export function seedFiles(folder: string): SeedFiles {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    agenciesCsv: text('agencies.csv'),
    systemsCsv: text('systems.csv'),
    catalogueJson: text('catalogue.json'),
    calendarJson: text('calendar.json'),
    dutiesCsv: text('duties.csv'),
  };
}
