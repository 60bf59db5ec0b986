/** The consumer alone in a process: counts batches of a burst, one for each message that it is sent, and says what CPU each took. */
import { aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { dynamoDb } from '../../shared/aws/clients.ts';
import { consumerPorts } from '../units/ports.ts';
import { arrivalsOf, type Burst, nationOfBurst } from './workload.ts';

const [, , text = '{}', batches = '1'] = process.argv;
const burst = JSON.parse(text) as Burst;
const nation = nationOfBurst(burst);
const BATCH = 1000;
const bodies = [...arrivalsOf(burst, nation, BATCH * Number(batches))].map(({ entry }) =>
  JSON.stringify(entry),
);
/** Where other work takes the machine the stub may be silent for long. */
const PATIENCE = { attempts: 8, silence: 60_000 };
const ports = consumerPorts(dynamoDb(PATIENCE), nation);

process.on('message', async (batch: number) => {
  const messages = bodies
    .slice(batch * BATCH, (batch + 1) * BATCH)
    .map((body, index) => ({ id: String(index), body, receiveCount: 1 }));
  const before = process.cpuUsage();
  const { failures, folded } = await aggregateBatch(ports, messages);
  const { user, system } = process.cpuUsage(before);
  if (failures.length > 0) throw new Error(failures[0]?.reason);
  process.send?.({ cpu: (user + system) / 1000 / BATCH, folded });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
