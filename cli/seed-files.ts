/** The seed files of a folder, as `readSeed` takes them. */

import { join } from 'node:path';
import type { SeedFiles } from '../shared/app/registry/load-seed.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault } from './fault.ts';
import { fileOf } from './files.ts';
import { counted } from './table.ts';
import { readUtf8 } from './utf8.ts';

/** Throws where one is missing, and with every one that is not UTF-8: what else is wrong in it is not known yet. */
export function seedFiles(folder: string): SeedFiles {
  const faults: Localized[] = [];
  const text = (name: string): string => {
    const read = readUtf8(fileOf(join(folder, name)).content);
    if (read.ok) return read.value;
    faults.push(localized(`${name}, ${read.problem.en}`, `${name}, ${read.problem.vi}`));
    return '';
  };
  const files = {
    agenciesCsv: text('agencies.csv'),
    systemsCsv: text('systems.csv'),
    catalogueJson: text('catalogue.json'),
    calendarJson: text('calendar.json'),
    dutiesCsv: text('duties.csv'),
  };
  if (faults.length === 0) return files;
  throw new CommandFault(
    localized(
      `${faults.map(({ en }) => en).join('\n')}\n${counted(faults.length, 'file')} in ${folder} cannot be read: nothing was loaded`,
      `${faults.map(({ vi }) => vi).join('\n')}\nkhông đọc được ${faults.length} tệp trong ${folder}: chưa nạp gì`,
    ),
    1,
  );
}
