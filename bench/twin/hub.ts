/** The hub on the twin, with an empty ledger, the bench's registry and keys. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { writeRecords } from '../../shared/aws/registry/write.ts';
import type { TotalsAnswer } from '../../shared/contract/totals.ts';
import { synthesize } from '../../twin/synth.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import { buildDirectory, projectDirectory } from '../bundles.ts';
import { STAGE } from '../environment.ts';
import { type BenchRegistry, benchRegistry, DATASET, openMonth } from '../registry.ts';

export type Hub = {
  readonly twin: Twin;
  readonly registry: BenchRegistry;
  /** What is sent over HTTP is of this month. */
  readonly period: string;
  /** The operator's. */
  readonly client: DynamoDBClient;
  /** Full name of a table: `totals` → `dtm-dev-totals`. */
  readonly table: (name: string) => string;
  /** The national total as anybody with a key reads it. */
  readonly readNational: () => Promise<TotalsAnswer['total']>;
  /** How many inner nodes the Totals table has. */
  readonly countNodes: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** In folders of their own: a synth or a twin beside the run is not disturbed and does not disturb. */
export async function startHub(systems: number): Promise<Hub> {
  const { assemblyDirectory } = await synthesize({
    projectDirectory,
    outputDirectory: join(buildDirectory, 'cdk.out'),
    context: { stage: STAGE },
  });
  const stateDirectory = mkdtempSync(join(tmpdir(), 'dtm-bench-'));
  const faults: string[] = [];
  const twin = await startTwin({
    assemblyDirectory,
    stateDirectory,
    port: 0,
    onEvent: (event) => faults.push(JSON.stringify(event).slice(0, 500)),
  });
  const client = new DynamoDBClient({
    endpoint: twin.awsUrl,
    region: twin.region,
    credentials: twin.operatorCredentials,
  });
  const table = (name: string): string => twin.tables.find((one) => one.endsWith(name)) ?? name;
  const registry = benchRegistry(systems, Date.now());
  const period = openMonth(1);
  await writeRecords(client, table('registry'), registry.records, new Date().toISOString());

  const query = new URLSearchParams({ dataset: DATASET, period, agency: 'VN' });
  const headers = { Authorization: `Bearer ${registry.countryKey}` };
  return {
    twin,
    registry,
    period,
    client,
    table,
    readNational: async () => {
      const answer = await fetch(`${twin.apiUrl}/totals?${query}`, { headers });
      if (answer.status !== 200) throw new Error(`totals: ${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as TotalsAnswer).total;
    },
    countNodes: async () => {
      let nodes = 0;
      for await (const { Count = 0 } of paginateScan(
        { client },
        { TableName: table('totals'), Select: 'COUNT' },
      ))
        nodes += Count;
      return nodes;
    },
    stop: async () => {
      client.destroy();
      await twin.stop();
      rmSync(stateDirectory, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`the twin complained ${faults.length} times: ${faults[0]}`);
    },
  };
}
