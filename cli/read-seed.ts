/** The seed of a folder, or every fault in it at once. */

import { readSeed, type Seed } from '../shared/app/registry/load-seed.ts';
import { seedFaultText } from '../shared/app/registry/seed-fault.ts';
import type { Language } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault } from './fault.ts';
import { seedFiles } from './seed-files.ts';
import { inLine } from './shown.ts';
import { counted } from './table.ts';

export function seedOf(folder: string): Seed {
  const seed = readSeed(seedFiles(folder));
  if (seed.ok) return seed.value;
  const faults = seed.problem.map(seedFaultText);
  const lines = (language: Language): string => faults.map((one) => inLine(one[language])).join('\n');
  throw new CommandFault(
    localized(
      `${lines('en')}\n${counted(faults.length, 'fault')} in ${folder}: nothing was loaded`,
      `${lines('vi')}\n${faults.length} lỗi trong ${folder}: chưa nạp gì`,
    ),
    1,
  );
}
