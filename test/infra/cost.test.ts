/** What an idle stage costs (docs/deploy.md): the counts are those of the template, and the sum is the sum. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metrics } from '../../shared/contract/metrics.ts';
import { hub, synthesize } from './hub.ts';

const assembly = synthesize(hub());
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const [, section = ''] =
  /^A month in which nothing happens([\s\S]*?)^API Gateway/m.exec(read('docs/deploy.md')) ?? [];
const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([\d.]+) \|$/gm)].map(
  ([, what = '', arithmetic = '', dollars = '']) => ({ what, arithmetic, dollars: Number(dollars) }),
);
const counted = (what: string): number =>
  Number(/^\d+/.exec(rows.find((row) => row.what.startsWith(what))?.arithmetic ?? '')?.[0]);

test('alarms are paid for by their metrics, and those of our own by the name', () => {
  const inAlarms = assembly
    .all('AWS::CloudWatch::Alarm')
    .map(({ properties: { Metrics } }) =>
      Array.isArray(Metrics) ? Metrics.filter((one: object) => 'MetricStat' in one).length : 1,
    );
  expect(counted('alarms')).toBe(inAlarms.reduce((sum, one) => sum + one, 0));
  expect(counted('metrics of our own')).toBe(Object.keys(metrics).length);
  expect(counted('dashboard')).toBe(assembly.all('AWS::CloudWatch::Dashboard').length);
  expect(counted('secrets')).toBe(assembly.all('AWS::SecretsManager::Secret').length);
  expect(counted('KMS key')).toBe(assembly.all('AWS::KMS::Key').length);
});

test('the sum is the sum, here and in the README', () => {
  const idle = Number(/\*\*idle\*\* \| \| \*\*([\d.]+)\*\*/.exec(section)?.[1]);
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(idle, 2);
  expect(read('README.md')).toContain(`About **${Math.round(idle)} US dollars a month idle**`);
});
