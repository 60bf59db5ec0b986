/** The seed of a folder brought to a hub, as its registrar. */
import { type RegistryFiles, RegistryImport, RegistryStanding } from '../shared/contract/registry/import.ts';
import { type CallAdmin, standingAt } from './call-admin.ts';
import { problemOf } from './call-hub.ts';
import { CommandFault } from './fault.ts';
import { problemText } from './problem-table.ts';
import { seedFiles } from './seed-files.ts';
import type { View } from './view.ts';

/** On the version that stands there now. Throws what the hub refuses it for. */
export async function importSeed(
  call: CallAdmin,
  folder: string,
  dryRun: boolean,
  view: View,
): Promise<RegistryImport> {
  const files = seedFiles(folder);
  const { version } = await standingAt(call, '/registry', RegistryStanding, view);
  const answer = await call({
    method: 'POST',
    path: `/registry${dryRun ? '?dryRun=true' : ''}`,
    on: version,
    body: {
      'agencies.csv': files.agenciesCsv,
      'systems.csv': files.systemsCsv,
      'catalogue.json': files.catalogueJson,
      'calendar.json': files.calendarJson,
      'duties.csv': files.dutiesCsv,
    } satisfies RegistryFiles,
  });
  if (answer.status === 200) return RegistryImport.parse(answer.body);
  throw new CommandFault(problemText(problemOf(answer), view), answer.status < 500 ? 1 : 2);
}
