/** A template as a workbook: the sheet that is filled in, and one that explains its columns in both languages. */
import type { Localized } from '../../../contract/text.ts';
import { inertText } from '../csv-field.ts';
import { type Packing, writeArchive } from '../workbook/write-archive.ts';
import { type SheetColumn, type WrittenSheet, workbookParts } from '../workbook/write-workbook.ts';
import { headingOf, type TemplateColumn } from './columns.ts';
import type { Template } from './template.ts';

const both = ({ vi, en }: Localized): string => (vi === en ? vi : `${vi}\n${en}`);

/** Periods and ids are kept as they are typed: a spreadsheet makes a date of 2026-11. Long evidence is text too. */
const sheetColumn = ({ figure, unit, name }: TemplateColumn): SheetColumn => {
  if (figure === null) return { width: unit === null && name !== 'key' ? 16 : 28, holds: 'text' };
  const { scale, min, max } = figure;
  const isWhole = scale === 0;
  return { width: 20, holds: isWhole ? 'whole' : 'any', bounds: { isWhole, min, max } };
};

function data({ description, columns, rows }: Template): WrittenSheet {
  const isRevision = columns.map(({ name }) => name === 'revision');
  const filled = rows.map((row) =>
    row.map((text, index) => (isRevision[index] ? Number(text) : inertText(text))),
  );
  // A revision is a number that nobody mistakes.
  const held = columns.map((column, index) =>
    isRevision[index] ? { width: 12, holds: 'whole' as const } : sheetColumn(column),
  );
  return {
    name: description.id.slice(0, 31),
    columns: held,
    rows: [columns.map(headingOf), ...filled],
    heading: 1,
  };
}

const titles = [
  'Cột / Column',
  'Tên / Title',
  'Đơn vị / Unit',
  'Chữ số thập phân / Decimals',
  'Nhỏ nhất / Least',
  'Lớn nhất / Most',
  'Giá trị cho phép / Allowed',
  'Kiểm tra / Checks',
];

const howTo = [
  'Điền trang đầu rồi gửi tệp này. Ô trống của báo cáo là thiếu số liệu: không phát sinh thì ghi 0. Số liệu trên 15 chữ số: định dạng ô là văn bản. Không gộp ô; không thêm cột.',
  'Fill in the first sheet and send this file. An empty cell of a report is a missing figure: where nothing happened, write 0. Figures of more than 15 digits: format the cell as text. Merge no cells, add no columns.',
];

function explanation({ description, period, columns }: Template): WrittenSheet {
  const { names, notice } = description;
  const top = [
    [`${names.vi} / ${names.en} (${description.id})`],
    [notice.vi],
    [notice.en],
    ...howTo.map((text) => [text]),
    [`Kỳ / Period: ${period.id} (${period.from} … ${period.to})`],
    [],
  ];
  const lines = columns.map(({ name, title, unit, figure, allowed, checks }) => [
    name,
    both(title),
    unit === null ? '' : both(unit),
    figure === null ? '' : String(figure.scale),
    figure?.min ?? '',
    figure?.max ?? '',
    both(allowed),
    checks.map(both).join('\n'),
  ]);
  const widths = [44, 52, 16, 12, 12, 18, 44, 80];
  return {
    name: 'Giải thích - Explanation',
    columns: widths.map((width) => ({ width, holds: 'text' })),
    rows: [...top, titles, ...lines].map((row) => row.map(inertText)),
    heading: top.length + 1,
  };
}

/** The same bytes for the same template. */
export const templateWorkbook = (template: Template, packing: Packing): Uint8Array =>
  writeArchive(workbookParts([data(template), explanation(template)]), packing);
