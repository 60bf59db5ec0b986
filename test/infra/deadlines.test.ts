/** The table of what may wait (docs/runbooks/README.md), held against the contract and the template. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXPIRY_DAYS } from '../../shared/app/oversight/watch.ts';
import { DEADLINE_MS } from '../../shared/app/recovery/drill/state.ts';
import { batchStates } from '../../shared/contract/batches/batch.ts';
import { LONGEST_MAINTENANCE_HOURS } from '../../shared/contract/oversight/availability.ts';
import { DrillOutcome, DrillStep } from '../../shared/contract/recovery/drill.ts';

import { SubmissionState } from '../../shared/contract/submissions/submission.ts';
import { hub, synthesize } from './hub.ts';
import { pages } from './runbook-pages.ts';

const certificateArn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b';
const replica = {
  replicaRegion: 'ap-southeast-3',
  replicaKeyArn: 'arn:aws:kms:ap-southeast-3:111111111111:key/0a1b',
};
const assembly = synthesize(hub({ context: { domain: 'dtm.mst.gov.vn', certificateArn, ...replica } }));
const readme = readFileSync(new URL('../../docs/runbooks/README.md', import.meta.url), 'utf8');
const [, section = ''] = /^## What may wait[^\n]*\n([\s\S]*?)^## /m.exec(readme) ?? [];
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| thing'))
  .map((line) => {
    const [thing = '', state = '', longest = '', alarm = '', who = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { thing, state, longest, page: /\(([a-z0-9-]+)\.md\)/.exec(alarm)?.[1] ?? null, who };
  });
const statesOf = (thing: string) =>
  rows
    .filter((row) => row.thing === thing)
    .flatMap(({ state }) => [...state.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .toSorted();

const periodOf = ({ Period, Metrics = [] }: Record<string, unknown>): number =>
  Number(
    Period ??
      (Metrics as { MetricStat?: { Period: number } }[]).find((one) => one.MetricStat)?.MetricStat?.Period,
  );

const alarms = assembly.all('AWS::CloudWatch::Alarm').map(({ properties }) => ({
  name: String(properties.AlarmName).replace('dtm-dev-', ''),
  runbook: /docs\/runbooks\/([a-z0-9-]+)\.md$/.exec(String(properties.AlarmDescription))?.[1],
  threshold: Number(properties.Threshold),
  /** What the first metric of an expression is compared with. */
  bound: Number(/m0 > (\d+)/.exec(JSON.stringify(properties.Metrics ?? []))?.[1]),
  /** How long it looks back, in seconds. */
  looksBack: periodOf(properties) * Number(properties.EvaluationPeriods),
}));
const named = (name: string) => {
  const found = alarms.find((alarm) => alarm.name === name);
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  return found;
};
const names = (type: string, property: string) =>
  assembly.all(type).map(({ properties }) => String(properties[property]).replace('dtm-dev-', ''));

const unit = { min: 60, h: 3600, d: 86_400 };
const secondsOf = (text: string): number => {
  const [, value, one] = /^(\d+) (min|h|d)$/.exec(text) ?? [];
  return Number(value) * unit[one as keyof typeof unit];
};

describe('what may wait', () => {
  test('every state of a submission and a drill, every schedule and every queue is in the table', () => {
    expect(statesOf('submission')).toEqual(SubmissionState.shape.state.options.toSorted());
    expect(statesOf('batch')).toEqual(batchStates.toSorted());
    expect(statesOf('drill')).toEqual([...DrillOutcome.options, ...DrillStep.options].toSorted());
    expect(statesOf('schedule')).toEqual(names('AWS::Scheduler::Schedule', 'Name').toSorted());
    const queues = names('AWS::SQS::Queue', 'QueueName').filter((name) => !name.endsWith('-dlq'));
    expect(statesOf('queue')).toEqual(queues.toSorted());
  });

  test('what is not final has a deadline, somebody who goes on with it, and an alarm that exists', () => {
    const waiting = rows.filter(({ longest }) => longest !== '–');
    expect(waiting.length).toBeGreaterThan(8);
    for (const { thing, state, longest, page, who } of waiting) {
      const row = `${thing} ${state}`;
      expect(secondsOf(longest), row).toBeGreaterThanOrEqual(0);
      expect(who.length, row).toBeGreaterThan(4);
      expect(
        pages.some(({ name }) => name === page),
        row,
      ).toBe(true);
      expect(
        alarms.some(({ runbook }) => runbook === page),
        row,
      ).toBe(true);
    }
  });

  test('the deadlines are those of the alarms', () => {
    const longest = (thing: string, state: string) =>
      secondsOf(rows.find((row) => row.thing === thing && row.state === state)?.longest ?? '');
    for (const name of statesOf('schedule'))
      expect(longest('schedule', `\`${name}\``), name).toBe(named(`${name}-silence`).looksBack);
    for (const name of statesOf('queue'))
      expect(longest('queue', `\`${name}\``), name).toBe(named(`${name}-age`).bound);
    expect(longest('drill', '`asked`')).toBe(named('drill-silence').looksBack);
    expect(longest('submission', '`accepted`')).toBe(named('totals-age').threshold);
    expect(longest('submission', '`accepted`')).toBe(named('totals-stopped').looksBack);
    expect(longest('total', 'not as its ledger says')).toBe(named('totals-repaired').looksBack);
    expect(longest('total', 'not compared with its ledger')).toBe(named('sweep-unfinished').looksBack);
    expect(longest('maintenance', 'under way')).toBe(LONGEST_MAINTENANCE_HOURS * 3600);
    expect(named('submissions-dlq').threshold).toBe(0);
    const running = rows.find(({ thing, state }) => thing === 'drill' && state.startsWith('`running`'));
    expect(secondsOf(running?.longest ?? '')).toBe(DEADLINE_MS / 1000);
    expect(longest('drill', '`failed`')).toBe(named('drill-failed').looksBack);
    const { drillDays } = hub().settings;
    expect(longest('drill', 'none has passed')).toBe((drillDays + named('drill-overdue').threshold) * unit.d);
    expect(longest('key', `ends within ${EXPIRY_DAYS} days, and none follows it`)).toBe(
      named('keys-expiring').looksBack,
    );
    expect(longest('journal', 'an object is not in the second region (with a replica)')).toBe(
      named('replication-lag').threshold,
    );
    expect(longest('certificate', 'ends within 30 days')).toBe(named('certificate').looksBack);
  });
});
