/** What `dtm preflight` is asked with, and what it prints. */
import { describe, expect, test } from 'vitest';
import { preflightText } from '../../cli/preflight-text.ts';
import { preflight } from '../../shared/domain/oversight/preflight/preflight.ts';
import type { Readings } from '../../shared/domain/oversight/preflight/readings.ts';
import { fail, ok } from '../../shared/domain/problems/result.ts';
import { dtm } from '../end-to-end/dtm.ts';
import { inPlace, now, plan } from '../fixtures/preflight.ts';
import { english } from '../fixtures/view.ts';

const textOf = (readings: Partial<Readings>): string =>
  preflightText(preflight({ ...inPlace, ...readings }, plan, now), english);

describe('the text', () => {
  test('ends with the answer', () => {
    expect(textOf({})).toMatch(/\n✓ Ready to be deployed\.$/);
    expect(textOf({ bootstrapVersion: ok(null) })).toMatch(/\n✗ Not ready: 1 thing missing\.$/);
    const types = fail({ kind: 'refused', action: 'cloudformation:ListTypes' } as const);
    expect(textOf({ bootstrapVersion: ok(null), types })).toMatch(
      /\n✗ Not ready: 1 thing missing, 1 thing could not be read\.$/,
    );
  });

  test('has each command on one line of its own, however long, and the table within 100 columns', () => {
    const lines = textOf({ throttle: ok({ rate: 2500, burst: 1250 }) }).split('\n');
    expect(lines).toContain(
      '    $ aws service-quotas request-service-quota-increase --service-code apigateway --quota-code L-8A5B8E43 --desired-value 10000',
    );
    const end = lines.indexOf('What to do:');
    for (const line of lines.slice(0, end)) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('what AWS says cannot steer the terminal or begin a line', () => {
    const bad = fail({
      kind: 'failed',
      action: 'ssm:GetParameter',
      message: 'no\n✓ Ready\u001b[2J',
    } as const);
    const lines = textOf({ bootstrapVersion: bad }).split('\n');
    expect(lines).toContain('    ssm:GetParameter: no\\u000a✓ Ready\\u001b[2J');
  });
});

describe('the question', () => {
  const ask = (...words: string[]) => dtm('/nowhere', '2026-12-01', '--stage', 'prod', 'preflight', ...words);

  test.each([
    ['-c', 'stage=dev', 'the stage is said with --stage'],
    ['-c', 'drillDays', 'allowed: key=value'],
  ])('%s %s is refused', async (option, value, says) => {
    await expect(ask(option, value)).rejects.toThrow(says);
  });

  test('what the deployment would refuse is refused here, in the same words', async () => {
    await expect(ask('--domain', 'dtm.mst.gov.vn')).rejects.toThrow(
      'certificateArn = not set: allowed is set together with domain',
    );
  }, 60_000);
});
