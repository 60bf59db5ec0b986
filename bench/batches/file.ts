/** Long files of a country's reports, and the ports that judge them: the registry in memory, nothing recorded. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from '../../demo/sample/random.ts';
import { sampleCells } from '../../demo/sample/values.ts';
import type { CheckPorts } from '../../shared/app/batches/check-file.ts';
import type { Agency, Calendar, Catalogue, Credential, System } from '../../shared/contract/registry.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { benchRegistry, DATASET, openMonth } from '../registry.ts';

/** What a cell has in a file that is wrong in every row. */
const WRONG = '1E+05';

const header = 'system,dataset,period,revision,key,indicator,kind,channel,value,numerator,denominator\n';

/** Reports of as many systems as it takes, one behind the other; `rows` is rounded down to whole reports. */
export function writeLongFile(
  path: string,
  rows: number,
  isWrong: boolean,
): { readonly rows: number; readonly systems: number } {
  const now = Date.now();
  const period = openMonth(1, now);
  const cellCount = benchRegistry(1, now).plan.keys.length;
  const systems = Math.floor(rows / cellCount);
  const { plan, senders } = benchRegistry(systems, now);
  const random = seededRandom(13);
  const file = openSync(path, 'w');
  writeSync(file, header);
  let row = 1;
  for (const { system } of senders) {
    let text = '';
    for (const cell of sampleCells(plan, false, random)) {
      row += 1;
      const { kind = '', channel = '' } = cell.dimensions ?? {};
      const said = (figure: string | number | undefined) =>
        figure === undefined ? '' : isWrong ? WRONG : figure;
      text += `${system},${DATASET},${period},1,r${row},${cell.indicator},${kind},${channel},${said(cell.value)},${said(cell.numerator)},${said(cell.denominator)}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
  return { rows: row - 1, systems };
}

export type BenchJudge = { readonly ports: Omit<CheckPorts, 'spill'>; readonly credential: Credential };

/** With the key of the country. */
export function benchJudge(systems: number): BenchJudge {
  const { records } = benchRegistry(systems, Date.now());
  const bodies = <T>(kind: string) =>
    records.filter((record) => record.kind === kind).map(({ body }) => body as T);
  const agencies = new Map(bodies<Agency>('agency').map((value) => [value.code, { value, version: 1 }]));
  const known = new Map(bodies<System>('system').map((value) => [value.id, { value, version: 1 }]));
  const [catalogue] = bodies<Catalogue>('catalogue').map(compileCatalogue);
  const [calendar] = bodies<Calendar>('calendar');
  const [credential] = bodies<Credential>('credential');
  if (!catalogue || !calendar || !credential) throw new Error('the seed lacks a record');
  const ports: BenchJudge['ports'] = {
    findAgency: async (code) => agencies.get(code) ?? null,
    findSystem: async (id) => known.get(id) ?? null,
    readCatalogue: async () => ({ value: catalogue, version: 1 }),
    readCalendar: async () => calendar,
    findEntry: async () => null,
    readHighest: async () => null,
  };
  return { ports, credential };
}
