/** `--declared FILE`: control totals as the sender has them, JSON or CSV. */
import * as z from 'zod';
import { readCsv } from '../../shared/app/batches/read/read-csv.ts';
import { DeclaredTotal } from '../../shared/contract/batches/batch.ts';
import { declaredSum, declaredTotals } from '../../shared/domain/batches/declared-totals.ts';
import { plainRow } from '../../shared/domain/batches/rows.ts';
import { findingText } from '../../shared/domain/language/finding-text.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { CommandFault } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';

/** As an order takes them. */
const MOST = 200;

/** Throws where it cannot be read, with the row and what is allowed. */
export async function declaredFile(path: string): Promise<readonly DeclaredTotal[]> {
  const { name, content } = fileOf(path);
  const isJson = /^\s*\[/.test(content.subarray(0, 64).toString().replace('\ufeff', ''));
  const read = isJson ? fromJson(name, textOf({ name, content }).content) : await fromCsv(name, content);
  if (read.length > MOST)
    throw new CommandFault(localized(`${name}: more than ${MOST} totals`, `${name}: nhiều hơn ${MOST} tổng`));
  const totals = declaredTotals(read);
  if (totals.ok) return totals.value;
  const finding = { ...totals.problem, pointer: null, key: null };
  throw new CommandFault(
    localized(`${name}: ${findingText(finding, 'en')}`, `${name}: ${findingText(finding, 'vi')}`),
  );
}

function fromJson(name: string, text: string): readonly DeclaredTotal[] {
  const parsed = z.array(DeclaredTotal).safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw wrong(name, null);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace('\ufeff', ''));
  } catch {
    return null;
  }
}

const columns = ['dataset', 'indicator', 'sum'] as const;

/** Columns in any order, parted as in any file; `sum` of a ratio is `numerator/denominator`. */
async function fromCsv(name: string, content: Uint8Array): Promise<readonly DeclaredTotal[]> {
  let at: readonly number[] = [];
  const totals: DeclaredTotal[] = [];
  for await (const { header, rows, plain, findings, stop } of readCsv(whole(content))) {
    const fault = stop ?? findings[0];
    if (fault !== undefined && fault !== null) throw wrong(name, fault.row);
    if (header !== null) {
      const names = header.names.map((one) => one.trim().toLowerCase());
      at = columns.map((column) => names.indexOf(column));
      if (at.includes(-1)) throw wrong(name, header.row);
    }
    const parted = plain === undefined ? [] : plain.rows.map((_, index) => plainRow(plain, index));
    for (const { row, fields } of [...rows, ...parted]) {
      const [dataset, indicator, sum = ''] = at.map((index) => fields[index]?.trim());
      const total = DeclaredTotal.safeParse({ dataset, indicator, sum: declaredSum(sum) });
      if (!total.success) throw wrong(name, row);
      totals.push(total.data);
    }
  }
  return totals;
}

async function* whole(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

function wrong(name: string, row: number | null): CommandFault {
  const [en, vi] = row === null ? ['', ''] : [` row ${row}`, ` dòng ${row}`];
  const form = 'dataset,indicator,sum';
  return new CommandFault(
    localized(
      `${name}${en}: not a declared total; allowed: CSV with the columns ${form} (12.5, of a ratio 98/100), or a JSON list of {dataset, indicator, sum}`,
      `${name}${vi}: không phải tổng khai báo; được phép: CSV có các cột ${form} (12.5, với tỷ lệ là 98/100), hoặc danh sách JSON gồm {dataset, indicator, sum}`,
    ),
  );
}
