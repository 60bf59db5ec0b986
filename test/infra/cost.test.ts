/**
 * What a stage costs (docs/deploy.md): each row is what its arithmetic gives, its counts are those of the template, its prices
 * those of the one list, and a sum is the sum. Who adds an alarm changes its count, the row and the sum there.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../shared/contract/metrics.ts';
import { probeChecks } from '../../shared/contract/oversight/availability.ts';
import { routes } from '../../shared/contract/routes.ts';
import { amountOf, costTables, pricesIn, quantitiesOf, unitPrices } from './cost-page.ts';
import { hub, synthesize } from './hub.ts';

const assembly = synthesize(hub());
const count = (type: string): number => assembly.all(type).length;
const MINUTES_A_MONTH = 43_800;

/** An alarm over an expression is paid for by each metric in it. */
const alarmMetrics = assembly
  .all('AWS::CloudWatch::Alarm')
  .map(({ properties: { Metrics } }) =>
    Array.isArray(Metrics) ? Metrics.filter((one: object) => 'MetricStat' in one).length : 1,
  )
  .reduce((sum, one) => sum + one, 0);

const schedules = new Map(
  assembly.all('AWS::Scheduler::Schedule').map(({ properties: { Name, ScheduleExpression } }) => {
    const minutes = /^rate\((\d+) minutes\)$/.exec(String(ScheduleExpression))?.[1];
    const every = ScheduleExpression === 'cron(* * * * ? *)' ? 1 : Number(minutes);
    return [String(Name).replace('dtm-dev-', ''), MINUTES_A_MONTH / every];
  }),
);
const gigabytes = new Map(
  assembly
    .all('AWS::Lambda::Function')
    .map(({ properties }) => [
      String(properties.FunctionName).replace('dtm-dev-', ''),
      Number((Number(properties.MemorySize) / 1024).toFixed(2)),
    ]),
);
const defaults = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context;

const counted: Readonly<Record<string, number>> = {
  ACL: count('AWS::WAFv2::WebACL'),
  rules: assembly
    .all('AWS::WAFv2::WebACL')
    .reduce((sum, { properties }) => sum + (properties.Rules as unknown[]).length, 0),
  'alarm metrics': alarmMetrics,
  dashboard: count('AWS::CloudWatch::Dashboard'),
  'own metrics': Object.keys(metrics).length,
  // 4XXError, 5XXError, Count, IntegrationLatency, Latency: there is no cache.
  'detailed metrics': 5,
  probes: probeChecks.length,
  'other routes': routes.length - probeChecks.length,
  'other methods': count('AWS::ApiGateway::Method') - routes.length,
  key: count('AWS::KMS::Key'),
  secrets: count('AWS::SecretsManager::Secret'),
  minutes: MINUTES_A_MONTH,
  months: Number(defaults.logRetentionMonths),
  ...Object.fromEntries([...schedules].map(([name, runs]) => [`runs of ${name}`, runs])),
  ...Object.fromEntries([...gigabytes].map(([name, memory]) => [`GB of ${name}`, memory])),
};

const rows = costTables.flatMap((table) => table.rows);

describe('every row', () => {
  test.each(rows)('$section: $what is what its arithmetic gives', ({ arithmetic, dollars }) => {
    // To the cent; half of one may go up or down.
    expect(Math.abs(dollars - amountOf(arithmetic))).toBeLessThan(0.0051);
  });

  test('counts what the template has', () => {
    const quantities = rows.flatMap(({ what, arithmetic }) =>
      quantitiesOf(arithmetic).map((quantity) => ({ what, ...quantity })),
    );
    const known = quantities.filter(({ unit }) => unit in counted);
    expect(known).toEqual(known.map((one) => ({ ...one, value: counted[one.unit] })));
    const names = new Set(quantities.map(({ unit }) => unit));
    const mustBe = Object.keys(counted).filter((unit) => !unit.startsWith('GB of '));
    expect(mustBe.filter((unit) => !names.has(unit))).toEqual([]);
    const ofNothing = [...names].filter((unit) => /^(runs|GB) of (?!each$)/.test(unit) && !(unit in counted));
    expect(ofNothing).toEqual([]);
  });

  test('has prices of the list, and the list none that no row uses', () => {
    const used = new Set(rows.flatMap(({ arithmetic }) => pricesIn(arithmetic)));
    expect([...used].toSorted()).toEqual([...new Set(unitPrices)].toSorted());
  });
});

describe('sums', () => {
  const sums = costTables.filter(({ sum }) => sum !== undefined);
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const dollarsOf = (section: RegExp): number[] =>
    costTables
      .filter((table) => section.test(table.section))
      .map((table) => table.sum ?? table.rows.reduce((sum, { dollars }) => sum + dollars, 0));

  test.each(sums)('$section', ({ rows: own, sum = 0 }) => {
    expect(own.length).toBeGreaterThan(8);
    expect(own.reduce((total, { dollars }) => total + dollars, 0)).toBeCloseTo(sum, 2);
  });

  test('are those of the README', () => {
    expect(sums).toHaveLength(4);
    const [idle = 0] = dollarsOf(/nothing happens/);
    expect(readme).toContain(`About **${Math.round(idle)} US dollars a month idle**`);
    expect(readme).toContain(`**${dollarsOf(/in a burst/)[0]?.toFixed(2)} in a burst**`);
    expect(readme).toContain(`**${dollarsOf(/in files/)[0]?.toFixed(2)} in files**`);
    const [least = 0, trail = 0] = dollarsOf(/at a trickle/);
    expect(readme).toContain(`**${least.toFixed(2)} to ${(least + trail).toFixed(2)} at a trickle**`);
  });
});

test('arithmetic is read as a calculator would', () => {
  expect(amountOf('2 ACL × 5.00 + 1,000 rules × (1.00 + 0.5 GB-s*) / 1 M')).toBeCloseTo(10.0015, 6);
  expect(() => amountOf('2 × (1')).toThrow('not closed');
  expect(() => amountOf('2 ×')).toThrow('no sum of products');
  expect(pricesIn('2 ACL × 5.00 / 1 M')).toEqual(['5.00']);
});
