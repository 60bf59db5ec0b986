/** A workbook as rows: the sheet is the one whose header names systems, as the header of every file does. */
import { knownColumns, meaningOf } from '../../../domain/batches/column-names.ts';
import type { ReadRows } from '../../../domain/batches/rows.ts';
import { workbookReader } from '../../../domain/batches/workbook/read-workbook.ts';
import type { CompiledCatalogue } from '../../../domain/registry/cell.ts';
import { unpacking } from '../unpacking.ts';

export function readWorkbook(catalogue: CompiledCatalogue): ReadRows {
  const known = knownColumns(catalogue);
  return workbookReader({
    unpacking,
    isHeader: (names) => names.some((name) => meaningOf(name, known)?.is === 'system'),
  });
}
