import type { Server } from 'node:http';

export type Listening = { readonly url: string; readonly close: () => Promise<void> };

/** Listens on loopback only. Throws, saying what to do, if the port is taken. */
export async function listen(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const why = {
        EADDRINUSE: 'is in use by another program: stop that one, or',
        EACCES: 'is not for this user:',
      }[fault.code ?? ''];
      reject(why === undefined ? fault : new Error(`port ${port} ${why} choose another with --port`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
