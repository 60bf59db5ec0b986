/** A hub in a process of its own, that a test kills: `<state directory> <instant at which it begins> new|again`. */
import { startHub } from '../hub.ts';

const [stateDirectory = '', today = '', how] = process.argv.slice(2);
const hub = await startHub(today, { stateDirectory, isEmpty: how === 'again' });
const keys =
  how === 'again'
    ? {}
    : {
        key: await hub.issue('H26', { scopes: ['batch'], validFrom: '2026-01-01T00:00:00.000Z' }),
        reader: await hub.issue('VN', { validFrom: '2026-01-01T00:00:00.000Z' }),
      };
console.log(JSON.stringify({ apiUrl: hub.twin.apiUrl, ...keys }));
