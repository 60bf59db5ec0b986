/** Somebody who waits to be called: an address inside, as a metadata service is one. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export type Listening = { readonly url: string; readonly heard: () => number; readonly close: () => void };

export function listening(): Promise<Listening> {
  let heard = 0;
  const { promise, resolve } = Promise.withResolvers<Listening>();
  const server = createServer((socket) => {
    heard += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    resolve({
      url: `http://127.0.0.1:${port}/latest/meta-data/`,
      heard: () => heard,
      close: () => server.close(),
    });
  });
  return promise;
}
