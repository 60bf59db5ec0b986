import type { Surroundings } from '../checks/surroundings.ts';
import type { Closing } from '../closing.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { listen } from './listen.ts';

/** Where callers come in. A template without an API has no door, and empty addresses. */
export type Door = {
  readonly url: string;
  /** With the stage, such as `http://127.0.0.1:3000/v1`. */
  readonly apiUrl: string;
  readonly close: () => Promise<void>;
};

/** Listens at once, and lets nobody in before `ready`. */
export async function openDoor(
  gateway: Surroundings['gateway'],
  port: number,
  options: Omit<GatewayOptions, 'configuration'>,
  closing: Closing,
): Promise<Door> {
  if (gateway === undefined) return { url: '', apiUrl: '', close: async () => undefined };
  const { url, close } = await listen(createGateway({ ...options, configuration: gateway }), port);
  closing.add(close);
  return { url, apiUrl: `${url}/${gateway.stage}`, close };
}
