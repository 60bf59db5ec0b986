/** `npm run bench`: measures, prints the table, writes reports/bench.json. bench/README.md says what each figure means. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { batchesPart } from './batches/part.ts';
import { buildAll, projectDirectory } from './bundles.ts';
import { drillPart } from './drill/part.ts';
import { eventsPart } from './events/part.ts';
import { figureTable, isMet } from './figures.ts';
import { filesPart } from './files/part.ts';
import { importsPart } from './imports/part.ts';
import { machine } from './machine.ts';
import { cpuPart, loadPart, type Part, twinPart } from './parts.ts';
import { quotasPart } from './quotas/part.ts';
import { unitsPart } from './units/part.ts';
import { verifyPart } from './verify/part.ts';

const usage = `npm run bench -- [--quick] [--check] [--json] [--only cpu|load|twin|units|events|drill|verify|imports|batches|files|quotas]… [--profile]
  --quick    fewer rounds and reports: two minutes
  --check    exit code 1 if a target is missed
  --json     print the result instead of the table
  --only     one part, or several by repeating it
  --profile  write a CPU profile of submit to reports/profile/`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const reports = join(projectDirectory, 'reports');
const { quick } = values;
const built = buildAll();
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  cpu: () => cpuPart(built, quick, values.profile ? join(reports, 'profile') : undefined),
  load: () => loadPart(built, quick),
  twin: () => twinPart(quick),
  units: () => unitsPart(quick),
  events: () => eventsPart(quick),
  drill: () => drillPart(quick),
  verify: () => verifyPart(quick),
  imports: importsPart,
  batches: () => batchesPart(quick),
  files: () => filesPart(quick),
  quotas: () => quotasPart(quick),
};
const wanted = values.only ?? Object.keys(parts);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}\n${usage}`);
  process.exit(2);
}

const facts = machine();
const began = performance.now();
const found: Record<string, Part> = {};
for (const name of wanted) {
  console.error(`${name} …`);
  const part = await parts[name]?.();
  if (part) found[name] = part;
}
const figures = Object.values(found).flatMap((part) => part.figures);
const result = {
  date: new Date().toISOString(),
  mode: quick ? 'quick' : 'full',
  seconds: Math.round((performance.now() - began) / 1000),
  machine: facts,
  figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  details: Object.fromEntries(Object.entries(found).map(([name, { details }]) => [name, details])),
};
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'bench.json'), `${JSON.stringify(result, null, 2)}\n`);

if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  for (const { table } of Object.values(found)) if (table !== undefined) console.log(table);
  console.log(figureTable(figures));
  console.log(
    `${result.seconds} s on ${facts.cores} cores (${facts.cpu}), Node ${facts.node}, load ${facts.loadBefore} before; all of it in reports/bench.json`,
  );
}
if (values.check && figures.some((figure) => isMet(figure) === false)) process.exitCode = 1;
