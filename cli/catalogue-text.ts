/** What `dtm catalogue` says: the datasets, or one with its indicators, checks and code lists. */
import type {
  CatalogueAnswer,
  DatasetDescription,
  DescribedIndicator,
} from '../shared/contract/registry/catalogue-answers.ts';
import { moreText } from './more-text.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';
import { inLanguage, type Say, type View } from './view.ts';

export function catalogueText({ version, notice, datasets, next }: CatalogueAnswer, view: View): string {
  const say = inLanguage(view);
  const drawn = table(
    [
      { head: say('dataset', 'bộ dữ liệu') },
      { head: say('name', 'tên'), width: 44 },
      { head: say('kind', 'loại') },
      { head: say('by', 'theo') },
      { head: say('cells', 'số ô'), align: 'right' },
    ],
    datasets.map(({ id, names, kind, periodKind, cells }) => [
      id,
      names[view.language],
      kind,
      periodKind,
      String(cells),
    ]),
    view.width,
  );
  const said = inLine(notice[view.language]);
  const head = say(`Catalogue of version ${version}. ${said}`, `Danh mục phiên bản ${version}. ${said}`);
  return [head, drawn, ...moreText(next, say)].join('\n\n');
}

const rangeOf = ({ fields, isShare }: DescribedIndicator, say: Say): string[] => {
  const bound = (text: string | null, none: string) => (text === null ? none : grouped(text));
  const lines = fields.map(({ name, min, max }) =>
    name === 'evidence'
      ? say('a day and its document', 'ngày và văn bản')
      : `${name === 'value' ? '' : `${name} `}${bound(min, '-∞')} ${say('to', 'đến')} ${bound(max, '∞')}`,
  );
  return isShare ? [...lines, 'numerator ≤ denominator'] : lines;
};

export function datasetText(dataset: DatasetDescription, view: View): string {
  const say = inLanguage(view);
  const { id, names, kind, periodKind, version, indicators, cells, checks, codeLists } = dataset;
  const { provenance, reporters } = dataset;
  const drawn = table(
    [
      { head: say('indicator', 'chỉ tiêu'), width: 32 },
      { head: say('of', 'theo'), width: 13 },
      { head: say('unit', 'đơn vị'), width: 12 },
      { head: say('digits', 'số lẻ'), align: 'right' },
      { head: say('range', 'khoảng'), width: 29 },
    ],
    indicators.map((one) => [
      [one.id],
      one.dimensions,
      one.unit.names[view.language],
      String(one.scale),
      rangeOf(one, say),
    ]),
    view.width,
  );
  const listed = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[title, ...lines.map((line) => `  ${inLine(line)}`)].join('\n')];
  const head = say(
    `${id}: ${inLine(names.en)}, ${kind} by ${periodKind}, ${counted(cells.length, 'cell')}, version ${version}`,
    `${id}: ${inLine(names.vi)}, ${kind} theo ${periodKind}, ${cells.length} ô, phiên bản ${version}`,
  );
  return [
    `${head}\n${inLine(reporters.says[view.language])}`,
    ...(provenance === null ? [] : [inLine(provenance[view.language])]),
    drawn,
    ...listed(
      say('Checks:', 'Kiểm tra:'),
      checks.map(({ id: check, says }) => `${check}: ${says[view.language]}`),
    ),
    ...listed(
      say('Code lists:', 'Bảng mã:'),
      codeLists.map(({ id: list, values }) => `${list}: ${values.map((one) => one.id).join(', ')}`),
    ),
    say(
      'With --json: every cell, and cells that are right to begin with.',
      'Với --json: mọi ô, và các ô mẫu đúng để bắt đầu.',
    ),
  ].join('\n\n');
}
