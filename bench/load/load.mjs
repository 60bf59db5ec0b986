// Plain JavaScript: stripping types would warm up and keep busy what is to be measured cold.
import { createRequire } from 'node:module';

const [, , file] = process.argv;
const cpu = process.cpuUsage();
const wall = performance.now();
const { handler } = createRequire(import.meta.url)(file);
const milliseconds = performance.now() - wall;
const { user, system } = process.cpuUsage(cpu);
if (typeof handler !== 'function') throw new Error('the bundle exports no handler');
process.stdout.write(JSON.stringify({ wall: milliseconds, cpu: (user + system) / 1000 }));
