/** GET /health and GET /openapi.json (in Vietnamese by the table of its texts): open to all, without a store behind them. */
import openapi from '../docs/openapi.json' with { type: 'json' };
import { readConfig } from '../shared/config.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { publicOperations } from '../shared/http/public-operations.ts';

const { STAGE } = readConfig('public', process.env);

export const handler = httpFunction({
  name: 'public',
  operations: publicOperations(STAGE, openapi),
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage: () => false,
  now: Date.now,
  random: Math.random,
});
