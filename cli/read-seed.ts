/** The seed of a folder, or every fault in it at once. */
import { readSeed, type Seed } from '../shared/app/load-seed.ts';
import { seedFaultText } from '../shared/app/seed-fault.ts';
import { CommandFault } from './fault.ts';
import { seedFiles } from './seed-files.ts';
import { counted } from './table.ts';

export function seedOf(folder: string): Seed {
  const files = (() => {
    try {
      return seedFiles(folder);
    } catch (error) {
      throw new CommandFault(`the seed cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  })();
  const seed = readSeed(files);
  if (seed.ok) return seed.value;
  const faults = seed.problem.map(seedFaultText);
  throw new CommandFault(
    `${faults.join('\n')}\n${counted(faults.length, 'fault')} in ${folder}: nothing was loaded`,
    1,
  );
}
