/** What a burst's batches of 1,000 take of the consumer: milliseconds of CPU and calls, for each submission. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { certify } from '../cpu/certify.ts';
import { functionEnvironment } from '../environment.ts';
import { median } from '../statistics.ts';
import type { Units } from '../units/store.ts';
import type { Burst } from './workload.ts';

export type Batches = { readonly cpu: number; readonly calls: number; readonly batches: number };

const BATCH = 1000;
/** Those before are V8's, which has not optimized yet what an instance does all evening. */
const WARM_UP = 2;

export async function batchesOf(burst: Burst, measured: number): Promise<Batches> {
  const tls = certify();
  const batches = String(WARM_UP + measured);
  const text = JSON.stringify(burst);
  const events = String(BATCH * Number(batches));
  const stub = fork(join(import.meta.dirname, 'stub.ts'), [tls.key, tls.cert, text, events]);
  try {
    const [port] = (await once(stub, 'message')) as [number];
    const consumer = fork(join(import.meta.dirname, 'consumer.ts'), [text, batches], {
      env: {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: tls.cert,
        ...functionEnvironment(`https://localhost:${port}`),
      },
    });
    await once(consumer, 'message');
    const cpu: number[] = [];
    let calls = 0;
    for (let batch = 0; batch < WARM_UP + measured; batch += 1) {
      stub.send({ record: BATCH });
      await once(stub, 'message');
      consumer.send(batch);
      const [counted] = (await Promise.race([
        once(consumer, 'message'),
        once(consumer, 'exit').then(() => Promise.reject(new Error('the consumer ended'))),
      ])) as [{ cpu: number }];
      stub.send({});
      const [usage] = (await once(stub, 'message')) as [Units];
      if (batch < WARM_UP) continue;
      cpu.push(counted.cpu);
      calls += usage.calls / BATCH / measured;
    }
    consumer.disconnect();
    return { cpu: median(cpu), calls, batches: measured };
  } finally {
    stub.disconnect();
  }
}
