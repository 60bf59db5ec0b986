import { describe, expect, test } from 'vitest';
import { exampleReport } from '../../../demo/start/example.ts';
import { guide } from '../../../demo/start/guide.ts';
import { readStartOptions } from '../../../demo/start/options.ts';
import { readSeed } from '../../../shared/app/registry/load-seed.ts';
import { newestEndedPeriod } from '../../../shared/domain/values/period.ts';
import { smallSeedFiles } from '../../fixtures/small-seed.ts';

const seed = readSeed(smallSeedFiles());
if (!seed.ok) throw new Error('the seed has faults');

describe('the options of npm start', () => {
  test('have defaults', () => {
    expect(readStartOptions([], '.twin')).toEqual({ port: 3000, fresh: false, sample: true, state: '.twin' });
  });

  test('are read', () => {
    const args = ['--port', '0', '--fresh', '--no-sample', '--state', '/tmp/x'];
    expect(readStartOptions(args, '.twin')).toEqual({ port: 0, fresh: true, sample: false, state: '/tmp/x' });
    expect(readStartOptions(['--help'], '.twin')).toBeNull();
  });

  test.each([
    ['--prot', "Unknown option '--prot'"],
    ['now', "Unexpected argument 'now'"],
    ['--port=99999', '--port 99999: allowed: 0 to 65535'],
    ['--port=http', '--port http: allowed: 0 to 65535'],
  ])('%s is refused by name', (arg, message) => {
    expect(() => readStartOptions([arg], '.twin')).toThrow(message);
  });
});

describe('the example', () => {
  test.each(['2026-01-01', '2026-06-14', '2026-11-24', '2027-02-28', '2028-02-29'])(
    'of %s is of an open period that the sample does not play',
    (day) => {
      const now = Date.parse(`${day}T12:00:00.000Z`);
      const { report, sender } = exampleReport(seed.value, now);
      expect(report.dataset).toBe('etx-inspection');
      expect(report.period).not.toBe(newestEndedPeriod('month', seed.value.calendar, now)?.id);
      expect(report.system.startsWith(`${sender}.`)).toBe(true);
      expect(exampleReport(seed.value, now + 1)).toEqual(exampleReport(seed.value, now));
    },
  );

  test('is in four commands, each on one line, that quote what a shell would read otherwise', () => {
    const example = exampleReport(seed.value, Date.parse('2026-11-24T12:00:00.000Z'));
    const text = guide({
      apiUrl: 'http://127.0.0.1:3000/v1',
      keys: { VN: 'national', [example.sender]: 'own' },
      keysFile: '/home/my hub/keys.json',
      example,
      exampleFile: "/home/my hub's/report.json",
      client: { clientId: 'h01-demo', secret: 'kept', tokenUrl: 'http://127.0.0.1:4000/token' },
    });
    expect(text).toContain('  export DTM_KEY=own\n  export DTM_NATIONAL_KEY=national\n');
    const commands = text.split('\n').filter((line) => line.startsWith('  curl '));
    expect(commands).toHaveLength(4);
    expect(text).toContain(
      '$(curl -s http://127.0.0.1:4000/token -u h01-demo:kept -d grant_type=client_credentials',
    );
    expect(commands[0]).toContain(`--data-binary '@/home/my hub'\\''s/report.json'`);
  });
});
