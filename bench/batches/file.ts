/** Files of a country's reports, and the ports that judge them: the registry in memory, nothing recorded. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from '../../demo/sample/random.ts';
import { sampleCells } from '../../demo/sample/values.ts';
import type { CheckPorts } from '../../shared/app/batches/check-file.ts';
import type { Agency, Calendar, Catalogue, Credential, System } from '../../shared/contract/registry.ts';
import { cellKey, compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { benchRegistry, DATASET, openMonth } from '../registry.ts';

/** What a cell has in a file that is wrong in every row. */
const WRONG = '1E+05';

type Sample = ReturnType<typeof sampleCells>[number];
export type FileShape = 'long' | 'wide';
export type FileOf = {
  readonly shape: FileShape;
  /** Each of a system of its own. */
  readonly reports: number;
  /** Of how many months ago. */
  readonly back: 1 | 2;
  readonly isWrong?: boolean;
};

const placeColumns = 'system,dataset,period,revision,key';
const longHeader = `${placeColumns},indicator,kind,channel,value,numerator,denominator`;
const keyOf = ({ indicator, dimensions = {} }: Sample): string =>
  cellKey(
    indicator,
    Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
const wideHeader = (cells: readonly Sample[]): string =>
  [
    placeColumns,
    ...cells.flatMap((cell) =>
      cell.numerator === undefined ? keyOf(cell) : [`${keyOf(cell)}:numerator`, `${keyOf(cell)}:denominator`],
    ),
  ].join(',');

/** Reports one behind the other; answers with how many rows there are. */
export function writeFile(path: string, { shape, reports, back, isWrong = false }: FileOf): number {
  const now = Date.now();
  const period = openMonth(back, now);
  const { plan, senders } = benchRegistry(reports, now);
  const random = seededRandom(13);
  const file = openSync(path, 'w');
  const said = (figure: string | number | undefined) =>
    figure === undefined ? '' : isWrong ? WRONG : figure;
  let row = 1;
  for (const { system } of senders) {
    const cells = sampleCells(plan, false, random);
    if (row === 1) writeSync(file, `${shape === 'long' ? longHeader : wideHeader(cells)}\n`);
    const place = () => {
      row += 1;
      return `${system},${DATASET},${period},1,r${row}`;
    };
    if (shape === 'wide') {
      const figures = cells.flatMap(({ value, numerator, denominator }) =>
        numerator === undefined ? said(value) : [said(numerator), said(denominator)],
      );
      writeSync(file, `${place()},${figures.join(',')}\n`);
      continue;
    }
    let text = '';
    for (const { indicator, dimensions, value, numerator, denominator } of cells) {
      const { kind = '', channel = '' } = dimensions ?? {};
      text += `${place()},${indicator},${kind},${channel},${said(value)},${said(numerator)},${said(denominator)}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
  return row - 1;
}

/** How many reports have so many cells. */
export const reportsOf = (rows: number): number =>
  Math.floor(rows / benchRegistry(1, Date.now()).plan.keys.length);

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
  // As the registry of the bench makes them: one that is asked for is not held.
  const copied = (id: string) => {
    const agency = /^(.+)\.bench-\d+$/.exec(id)?.[1];
    const model = [...known.values()].find(({ value }) => value.history.at(-1)?.agency === agency);
    return model === undefined ? null : { ...model, value: { ...model.value, id } };
  };
  const ports: BenchJudge['ports'] = {
    findAgency: async (code) => agencies.get(code) ?? null,
    findSystem: async (id) => known.get(id) ?? copied(id),
    readCatalogue: async () => ({ value: catalogue, version: 1 }),
    readCalendar: async () => calendar,
    findEntry: async () => null,
    readHighest: async () => null,
  };
  return { ports, credential };
}
