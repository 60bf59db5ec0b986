// Plain JavaScript: stripping types would warm up and keep busy what is to be measured cold.
const [, , url] = process.argv;
const cpu = process.cpuUsage();
const wall = performance.now();
const { handler } = await import(url);
const milliseconds = performance.now() - wall;
const { user, system } = process.cpuUsage(cpu);
if (typeof handler !== 'function') throw new Error('the bundle exports no handler');
process.stdout.write(JSON.stringify({ wall: milliseconds, cpu: (user + system) / 1000 }));
