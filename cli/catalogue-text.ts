/** What `dtm catalogue` says: the datasets, or one with its indicators, checks and code lists. */
import type {
  CatalogueAnswer,
  DatasetDescription,
  DescribedIndicator,
} from '../shared/contract/registry/catalogue-answers.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';

export function catalogueText({ version, notice, datasets, next }: CatalogueAnswer): string {
  const drawn = table(
    [
      { head: 'dataset' },
      { head: 'name', width: 44 },
      { head: 'kind' },
      { head: 'by' },
      { head: 'cells', align: 'right' },
    ],
    datasets.map(({ id, names, kind, periodKind, cells }) => [id, names.en, kind, periodKind, String(cells)]),
  );
  const parts = [`Catalogue of version ${version}. ${inLine(notice.en)}`, drawn];
  return [...parts, ...(next === null ? [] : [`There are more: go on with --after ${next}`])].join('\n\n');
}

const rangeOf = ({ fields, isShare }: DescribedIndicator): string[] => {
  const bound = (text: string | null, none: string) => (text === null ? none : grouped(text));
  const lines = fields.map(({ name, min, max }) =>
    name === 'evidence'
      ? 'a day and its document'
      : `${name === 'value' ? '' : `${name} `}${bound(min, '-∞')} to ${bound(max, '∞')}`,
  );
  return isShare ? [...lines, 'numerator ≤ denominator'] : lines;
};

export function datasetText(dataset: DatasetDescription): string {
  const { id, names, kind, periodKind, version, indicators, cells, checks, codeLists } = dataset;
  const { provenance, reporters } = dataset;
  const drawn = table(
    [
      { head: 'indicator', width: 32 },
      { head: 'of', width: 13 },
      { head: 'unit', width: 12 },
      { head: 'digits', align: 'right' },
      { head: 'range', width: 29 },
    ],
    indicators.map((one) => [[one.id], one.dimensions, one.unit.names.en, String(one.scale), rangeOf(one)]),
  );
  const said = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[title, ...lines.map((line) => `  ${inLine(line)}`)].join('\n')];
  return [
    `${id}: ${inLine(names.en)}, ${kind} by ${periodKind}, ${counted(cells.length, 'cell')}, version ${version}\n${inLine(reporters.says.en)}`,
    ...(provenance === null ? [] : [inLine(provenance.en)]),
    drawn,
    ...said(
      'Checks:',
      checks.map(({ id: check, says }) => `${check}: ${says.en}`),
    ),
    ...said(
      'Code lists:',
      codeLists.map(({ id: list, values }) => `${list}: ${values.map((one) => one.id).join(', ')}`),
    ),
    'With --json: every cell, and cells that are right to begin with.',
  ].join('\n\n');
}
