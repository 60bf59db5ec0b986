/** The columns of a template: what stands above them in both languages, and what is said of them beside. */
import type { DatasetDescription, DescribedIndicator } from '../../../contract/registry/catalogue-answers.ts';
import type { Localized } from '../../../contract/text.ts';
import { localized } from '../../language/localized.ts';
import { periodExample } from '../../values/period.ts';
import { wideName } from '../column-names.ts';
import type { CellFigure, RowField } from '../layout.ts';

export type TemplateColumn = {
  /** As the reader of files knows it. */
  readonly name: string;
  readonly title: Localized;
  readonly unit: Localized | null;
  /** Digits behind the point, and bounds; null of what is no figure. */
  readonly figure: {
    readonly scale: number;
    readonly min: string | null;
    readonly max: string | null;
  } | null;
  readonly allowed: Localized;
  readonly checks: readonly Localized[];
};

const none = localized('', '');

const dataset = localized('Dataset', 'Bộ dữ liệu');
const system = localized('System', 'Hệ thống');

const fixedTitles: Readonly<Record<Exclude<RowField, 'agency'>, Localized>> = {
  system,
  dataset,
  period: localized('Period', 'Kỳ báo cáo'),
  revision: localized('Revision', 'Lần gửi'),
  key: localized('Name of the row', 'Tên dòng'),
  from: localized('From', 'Từ'),
  to: localized('To', 'Đến'),
};

const time = localized(
  'A time with its offset: 2026-11-20T10:00:00+07:00. A cell of date and time is taken as Vietnam’s.',
  'Thời điểm kèm múi giờ: 2026-11-20T10:00:00+07:00. Ô ngày giờ được hiểu theo giờ Việt Nam.',
);

function fixedAllowed(
  name: keyof typeof fixedTitles,
  { id, kind, periodKind }: DatasetDescription,
): Localized {
  switch (name) {
    case 'system':
      return localized(
        'One of your systems that are connected',
        'Một trong các hệ thống đã kết nối của đơn vị',
      );
    case 'dataset':
      return localized(id, id);
    case 'period':
      return localized(
        `As ${periodExample[periodKind]}, while it is open`,
        `Dạng ${periodExample[periodKind]}, khi kỳ còn mở`,
      );
    case 'revision':
      return localized('1; a correction has the next number', '1; khi đính chính dùng số kế tiếp');
    case 'key':
      return kind === 'event'
        ? localized(
            'Your own name of the entry, 1 to 64 of A-Z a-z 0-9 . _ : -; rows of one name are one entry',
            'Tên bản ghi do đơn vị đặt, 1 đến 64 ký tự A-Z a-z 0-9 . _ : -; các dòng cùng tên là một bản ghi',
          )
        : localized(
            'Anything: it is yours, and comes back with each error of the row',
            'Tùy ý: của riêng đơn vị, được trả lại kèm từng lỗi của dòng',
          );
    default:
      return time;
  }
}

const reportFields = ['system', 'key', 'dataset', 'period', 'revision'] as const;
const eventFields = ['system', 'dataset', 'key', 'from', 'to'] as const;

export const fieldsOf = ({ kind }: DatasetDescription) => (kind === 'event' ? eventFields : reportFields);

type Part = { readonly figure: CellFigure; readonly title: Localized; readonly allowed: Localized };

const evidenceParts: readonly Part[] = [
  {
    figure: 'day',
    title: localized('day', 'ngày'),
    allowed: localized(
      '2026-11-20, not after today; or "none"',
      '2026-11-20, không sau hôm nay; hoặc "không có"',
    ),
  },
  {
    figure: 'reference',
    title: localized('number of the document', 'số, ký hiệu văn bản'),
    allowed: localized('As 15/BC-UBND; empty with "none"', 'Dạng 15/BC-UBND; để trống nếu "không có"'),
  },
  {
    figure: 'sha256',
    title: localized('SHA-256 of the file', 'SHA-256 của tệp'),
    allowed: localized('64 digits 0-9 a-f; empty with "none"', '64 ký tự 0-9 a-f; để trống nếu "không có"'),
  },
];

const number = localized('A number', 'Một số');
const ratioParts: readonly Part[] = [
  { figure: 'numerator', title: localized('numerator', 'tử số'), allowed: number },
  { figure: 'denominator', title: localized('denominator', 'mẫu số'), allowed: number },
];
const valueParts: readonly Part[] = [{ figure: 'value', title: none, allowed: number }];

const partsOf = ({ fold }: DescribedIndicator): readonly Part[] =>
  fold === 'evidence' ? evidenceParts : fold === 'ratio' ? ratioParts : valueParts;

const joined = (texts: readonly Localized[], by: string): Localized => {
  const said = texts.filter(({ en }) => en !== '');
  return localized(said.map(({ en }) => en).join(by), said.map(({ vi }) => vi).join(by));
};

const share = localized('The numerator is at most the denominator.', 'Tử số không lớn hơn mẫu số.');

/** In the order of the file: what says of whom a row is, then the cells of the dataset. */
export function columnsOf(description: DatasetDescription): TemplateColumn[] {
  const { indicators, cells, checks, codeLists } = description;
  const fixed = fieldsOf(description).map(
    (name): TemplateColumn => ({
      name,
      title: fixedTitles[name],
      unit: null,
      figure: null,
      allowed: fixedAllowed(name, description),
      checks: [],
    }),
  );
  const valueNames = (dimensions: Readonly<Record<string, string>>): Localized[] =>
    Object.entries(dimensions).flatMap(
      ([id, value]) =>
        codeLists.find((list) => list.id === id)?.values.find((one) => one.id === value)?.names ?? [],
    );
  const ofCells = cells.flatMap(({ key, indicator: id, dimensions }): TemplateColumn[] => {
    const indicator = indicators.find((one) => one.id === id);
    if (indicator === undefined) return [];
    const cell = joined([indicator.names, joined(valueNames(dimensions), ', ')], ': ');
    const those = checks.filter(({ pairs }) =>
      pairs.some(({ left, right }) => left === key || right === key),
    );
    const said = [...those.map(({ says }) => says), ...(indicator.isShare ? [share] : [])];
    return partsOf(indicator).map(({ figure, title, allowed }) => {
      const bounds = indicator.fields.find(({ name }) => name === figure);
      const { min = null, max = null } = bounds ?? {};
      return {
        name: wideName(key, figure),
        title: joined([cell, title], ' – '),
        unit: indicator.unit.names,
        figure: bounds === undefined ? null : { scale: indicator.scale, min, max },
        allowed,
        checks: said,
      };
    });
  });
  return [...fixed, ...ofCells];
}

const both = ({ vi, en }: Localized): string => (vi === en ? vi : `${vi} / ${en}`);

/** Brackets at the end are the name that is read; those of a title would be in its way. */
export const headingOf = ({ title, name }: TemplateColumn): string =>
  `${both(title).replaceAll('[', '(').replaceAll(']', ')')} [${name}]`;
