/** `dtm check` of a file with rows of many: judged here by the hub's own judge, before it is sent. */
import { randomInt } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { checkSaved, type SavedVerdict } from '../../shared/app/batches/check-saved.ts';
import { type BatchMediaType, UPLOAD_LIMIT } from '../../shared/contract/batches/batch.ts';
import type { SavedCatalogue } from '../../shared/contract/batches/saved-catalogue.ts';
import type { Language } from '../../shared/contract/text.ts';
import { agenciesOf } from '../../shared/domain/access/agencies-of.ts';
import { differs } from '../../shared/domain/batches/control-totals.ts';
import { errorLine, errorsHead } from '../../shared/domain/batches/errors-csv.ts';
import { rowErrorOf } from '../../shared/domain/batches/row-error.ts';
import type { RowFinding } from '../../shared/domain/batches/row-finding.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { fill, problems } from '../../shared/domain/problems/problems.ts';
import { parseAgencyCode } from '../../shared/domain/values/agency-code.ts';
import type { Shell } from '../commands/command.ts';
import { CommandFault } from '../fault.ts';
import { piecesOf } from '../files.ts';
import { jsonText } from '../json-text.ts';
import { inLine } from '../shown.ts';
import { faultsText, limitsText, notChecked, verdictText } from './check-text.ts';
import { declaredFile } from './declared-file.ts';
import type { FileSource } from './file-source.ts';
import { withFileSpill } from './file-spill.ts';

export type CheckOptions = {
  readonly agency?: string;
  readonly decimalComma?: true;
  /** Path of the file of control totals. */
  readonly declared?: string;
  readonly json?: true;
};

/** Exit code 1 where some of it would be refused. */
export async function checkFile(
  source: FileSource,
  mediaType: BatchMediaType,
  saved: SavedCatalogue,
  { agency, decimalComma, declared, json }: CheckOptions,
  shell: Shell,
): Promise<void> {
  const { say, view, now, refuse } = shell;
  if (source.size > UPLOAD_LIMIT)
    throw new CommandFault(
      localized(`larger than 5 GiB, which is what the hub takes`, `lớn hơn 5 GiB là mức hệ thống nhận`),
      1,
    );
  const file = {
    bytes: source.path === null ? once(source.whole) : piecesOf(source.path),
    mediaType,
    encoding: source.encoding,
    decimalComma: decimalComma === true,
    declared: declared === undefined ? [] : await declaredFile(declared),
    agency: agencyFor(saved, agency),
    now: now(),
    seed: randomInt(2 ** 32),
  };
  const checked = await withFileSpill((spill) => checkSaved(saved, spill, file));
  const { faults, verdict } = checked.ok
    ? { faults: checked.value.listed, verdict: checked.value }
    : { ...checked.problem, verdict: null };
  const errorsFile = keepErrors(source, faults, view.language);
  const errors = faults.slice(0, MOST_SAID).map((fault) => rowErrorOf(fault, view.language));
  const isRight =
    verdict !== null && verdict.refused === 0 && verdict.errors.count === 0 && !differs(verdict.totals);
  if (!isRight) refuse();
  const problem = checked.ok ? null : wordsOf(checked.problem.problem, view.language);
  if (json) {
    const { savedAt, version } = saved;
    const counts = verdict === null ? null : countsOf(verdict);
    const of = { file: source.name, agency: file.agency, saved: { savedAt, version } };
    return say(jsonText({ ...of, isRight, problem, ...counts, errorsFile, errors, notChecked }));
  }
  say(
    verdict === null
      ? `✗ ${source.name}: ${inLine(`${problem?.title}. ${problem?.detail}`)}`
      : verdictText(source.name, verdict, view),
  );
  if (faults.length > 0)
    say(`\n${faultsText(errors, verdict?.errors.count ?? faults.length, errorsFile, view)}`);
  say(`\n${limitsText(saved, view)}`);
}

/** Errors in `--json`; the file has all. */
const MOST_SAID = 1000;

async function* once(whole: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await whole();
}

function countsOf({ sha256, rows, accepted, refused, errors, totals }: SavedVerdict) {
  const byCode = errors.byCode.map(([code, count]) => ({ code, count }));
  return {
    sha256,
    rows,
    submissions: { accepted, refused },
    errorCounts: { count: errors.count, byCode },
    totals,
  };
}

function wordsOf(
  { kind, details }: { readonly kind: keyof typeof problems; readonly details: Parameters<typeof fill>[1] },
  language: Language,
) {
  const { title, detail } = problems[kind];
  return { code: kind, title: title[language], detail: fill(detail[language], details) };
}

/** As the hub reads the parameter: that of the key when left out, if it has one. */
function agencyFor({ credential }: SavedCatalogue, asked: string | undefined): string {
  const [own = '', ...further] = agenciesOf(credential);
  const all = [own, ...further].join(', ');
  if (asked === undefined && further.length === 0) return own;
  if (asked === undefined)
    throw new CommandFault(
      localized(`--agency is missing; allowed: ${all}`, `thiếu --agency; được phép: ${all}`),
    );
  const parsed = parseAgencyCode(asked);
  if (parsed.ok) return parsed.code;
  if (asked === own) return own;
  throw new CommandFault(
    localized(
      `${asked}: no code of an agency; allowed: ${all}`,
      `${asked}: không phải mã cơ quan; được phép: ${all}`,
    ),
  );
}

/** The name of the file that has them; null where there are none, as that of an earlier try goes. */
function keepErrors({ path }: FileSource, faults: readonly RowFinding[], language: Language): string | null {
  if (path === null) return null;
  const errorsFile = `${path}.errors.csv`;
  if (faults.length === 0) {
    rmSync(errorsFile, { force: true });
    return null;
  }
  writeFileSync(errorsFile, errorsHead(language));
  for (let from = 0; from < faults.length; from += MOST_SAID) {
    const lines = faults.slice(from, from + MOST_SAID).map((fault) => errorLine(rowErrorOf(fault, language)));
    writeFileSync(errorsFile, lines.join(''), { flag: 'a' });
  }
  return errorsFile;
}
