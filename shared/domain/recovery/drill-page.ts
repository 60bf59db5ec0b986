/**
 * The report of a drill as a page that a human reads: Vietnamese and English side by side, one file, no script, nothing from
 * elsewhere. It is kept beside the JSON and says the same.
 */
import type { DrillReport, DrillStep, DrillTarget } from '../../contract/recovery/drill.ts';
import type { Localized } from '../../contract/text.ts';
import { groupsOfThree } from '../values/decimal.ts';
import { OFFSET } from '../values/duration.ts';
import { differenceTexts, outcomeTexts, pageTexts, stepTexts } from './drill-texts.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** Both languages: Vietnamese first, English smaller below it. */
const both = ({ vi, en }: Localized): string =>
  `<span lang="vi">${escaped(vi)}</span> <small lang="en">${escaped(en)}</small>`;

/** An instant in Vietnam's time, to the second. */
function clock(instant: string | null): string {
  if (instant === null) return '–';
  const text = new Date(Date.parse(instant) + OFFSET).toISOString();
  return `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)} ${text.slice(11, 19)}`;
}

const number = (value: number): string => groupsOfThree(String(value), ' ');

/** `1 h 25 min 3 s`; shorter ones with what they have. */
function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

const code = (text: string): string => `<code>${escaped(text)}</code>`;

const row = (name: Localized, value: string): string =>
  `<tr><th scope="row">${both(name)}</th><td>${value}</td></tr>`;
const rows = (entries: readonly (readonly [Localized, string])[]): string =>
  `<table>${entries.map(([name, value]) => row(name, value)).join('\n')}</table>`;
const section = (title: Localized, content: string): string =>
  `<section><h2>${both(title)}</h2>\n${content}</section>`;

function targetRow(name: Localized, { seconds, target, met }: DrillTarget): string {
  const mark = met ? '<b class="good">✓</b>' : `<b class="bad">✗</b>`;
  return `<tr><th scope="row">${both(name)}</th><td class="number">${duration(seconds)}</td><td class="number">≤ ${duration(target)}</td><td>${seconds === null ? '–' : mark}</td></tr>`;
}

const stepName = (step: DrillStep): string => both(stepTexts[step]);

function stepsTable(report: DrillReport): string {
  const longest = Math.max(1, ...report.steps.map(({ seconds }) => seconds ?? 0));
  const lines = report.steps.map(({ step, startedAt, seconds }) => {
    const width = (100 * (seconds ?? 0)) / longest;
    return `<tr><th scope="row">${stepName(step)}</th><td class="number">${clock(startedAt).slice(11)}</td><td class="number">${duration(seconds)}</td><td class="bar"><i style="width:${width.toFixed(1)}%"></i></td></tr>`;
  });
  return `<table>${lines.join('\n')}</table>`;
}

function differencesList({ differences, differenceCount, outcome }: DrillReport): string {
  if (differenceCount === 0 && outcome === 'passed')
    return `<p class="good">${both(pageTexts.noDifference)}</p>`;
  // One that is under way, or failed on the way, may have compared nothing yet.
  if (differenceCount === 0) return `<p>${both(pageTexts.noneChecked)}</p>`;
  const kinds = [...Map.groupBy(differences, ({ kind }) => kind)].map(([kind, found]) => {
    const lines = found.map(
      ({ name, detail }) => `<li><code>${escaped(name)}</code> ${escaped(detail)}</li>`,
    );
    return `<h3>${both(differenceTexts[kind])}</h3><ul>${lines.join('\n')}</ul>`;
  });
  const rest = differenceCount - differences.length;
  const more = rest > 0 ? `<p>+ ${number(rest)} ${both(pageTexts.more)}</p>` : '';
  return kinds.join('\n') + more;
}

export function drillPage(report: DrillReport): string {
  const { entries, proof, totals, registry, journal, recovery } = report;
  const texts = pageTexts;
  const { outcome } = report;
  const facts = rows([
    [texts.startedBy, escaped(report.startedBy)],
    [texts.startedAt, clock(report.startedAt)],
    [texts.finishedAt, clock(report.finishedAt)],
    [texts.restorePoint, clock(report.restorePoint)],
    [texts.tables, Object.values(report.tables).map(code).join('<br>')],
  ]);
  const times = `<table><tr><th></th><th class="number">${both(texts.measured)}</th><th class="number">${both(texts.target)}</th><th></th></tr>
${targetRow(texts.rpoTables, recovery.rpoTables)}
${targetRow(texts.rpoJournal, recovery.rpoJournal)}
${targetRow(texts.rto, recovery.rto)}</table>
${rows([
  [texts.newestAccepted, clock(recovery.newestAccepted)],
  [texts.newestInTables, clock(recovery.newestInTables)],
  [texts.newestWithJournal, clock(recovery.newestWithJournal)],
])}`;
  const figures = rows([
    [texts.entriesChecked, number(entries.checked)],
    [texts.entriesSame, number(entries.same)],
    [texts.undetermined, number(entries.undetermined)],
    [texts.restored, number(entries.restored)],
    [texts.after, number(entries.after)],
    ...(proof === undefined
      ? []
      : [[texts.proved, [proof.lines, proof.keys, proof.entries].map(number).join(' / ')] as const]),
    [texts.totalsChecked, number(totals.checked)],
    [texts.moved, number(totals.moved)],
    [texts.behind, number(totals.behind)],
    ...(totals.unwatched > 0 ? [[texts.unwatched, number(totals.unwatched)] as const] : []),
    [texts.records, number(registry.records)],
    [texts.names, number(registry.names)],
    [texts.journalRead, `${number(journal.entries)} / ${number(journal.objects)}`],
    [texts.broughtBack, number(journal.broughtBack)],
    [texts.missing, number(journal.missing)],
    [texts.unsent, [number(journal.unsent), ...journal.unsentIds.map(code)].join('<br>')],
  ]);
  const troubles =
    report.troubles.length === 0
      ? ''
      : section(
          texts.troubles,
          `<ul>${report.troubles.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`,
        );
  const seal = rows([
    [texts.digest, `<code>${escaped(report.digest ?? '–')}</code>`],
    [texts.signature, `<code>${escaped(report.signature ?? '–')}</code>`],
  ]);
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(texts.title.vi)} ${escaped(report.id)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${both(texts.title)}</h1>
<p class="outcome ${outcome}">${both(outcomeTexts[outcome])} <span>${escaped(report.id)}</span></p>
</header>
<main>
${section(texts.facts, facts)}
${section(texts.recovery, times)}
${section(texts.differences, differencesList(report))}
${section(texts.figures, figures)}
${section(texts.steps, stepsTable(report))}
${troubles}
${section(texts.seal, `${seal}<p>${both(texts.sealNote)}</p>`)}
</main>
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light}
body{font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1c2430;background:#fff;margin:0 auto;max-width:58rem;padding:1.5rem}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:2px solid #d5dbe3;padding-bottom:.25rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
small{color:#5a6675;font-size:.85em;font-weight:400}h1 small,h2 small{margin-left:.35em}
table{border-collapse:collapse;width:100%;margin:.25rem 0 .75rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #e7ebf0;font-weight:400}
th small{display:block}
td{font-variant-numeric:tabular-nums}.number{text-align:right;white-space:nowrap}
section>table th[scope=row]{width:48%}
code{font:.85em/1.45 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
li{margin:.2rem 0}
.good{color:#176b3a}.bad{color:#b3261e}
.outcome{display:flow-root;font-size:1.15rem;padding:.6rem .9rem;border-left:.4rem solid #8593a3;background:#f3f5f8;margin:0}
.outcome span:last-child{float:right;font-variant-numeric:tabular-nums}
.outcome.passed{border-color:#176b3a;background:#eaf5ee}.outcome.failed{border-color:#b3261e;background:#fbeceb}
.bar{width:30%}.bar i{display:block;height:.7rem;margin-top:.4rem;background:#5b84b1;min-width:1px}
@media print{body{font-size:12px;padding:0}.bar i{print-color-adjust:exact}}
`;
