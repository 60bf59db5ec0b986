/** What a running twin leaves in its state directory for `dtm`: where it is, and the keys that were issued. */

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { localized } from '../shared/domain/language/localized.ts';
import { isElsewhere, placeOf } from '../twin/place.ts';
import { CommandFault } from './fault.ts';
import { textIfThere } from './files.ts';

/** The operator's credentials are good at the twin only. */
export const TwinEndpoint = z.strictObject({
  stage: z.string(),
  apiUrl: z.url(),
  aws: z.strictObject({
    endpoint: z.url(),
    region: z.string(),
    credentials: z.strictObject({
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      sessionToken: z.string(),
    }),
  }),
});
export type TwinEndpoint = z.infer<typeof TwinEndpoint>;

/** With the directory that it was written into; one of an earlier version does not say. */
const EndpointFile = z.strictObject({
  ...TwinEndpoint.shape,
  place: z.strictObject({ inode: z.number(), path: z.string() }).optional(),
});

/** Agency code, or VN → key. */
const Keys = z.record(z.string(), z.string());
export type Keys = z.infer<typeof Keys>;

/** Name of the user → access key; the twin writes them. */
const OperatorKeys = z.record(
  z.string(),
  z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() }),
);
export type OperatorKeys = z.infer<typeof OperatorKeys>;

const files = { endpoint: 'endpoint.json', keys: 'keys.json', operators: 'operators.json' } as const;

/** Null where there is no such file; throws where it is damaged. */
function read<T>(path: string, schema: z.ZodType<T>): T | null {
  const text = textIfThere(path);
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new CommandFault(
      localized(
        `${path} is damaged: remove it, and npm start writes it again`,
        `${path} bị hỏng: hãy xóa tệp, npm start sẽ ghi lại`,
      ),
    );
  }
}

/** Only the owner may read it. */
const write = (path: string, value: unknown): void => {
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
};

export const keysFile = (directory: string): string => join(directory, files.keys);
export const readKeys = (directory: string): Keys => read(keysFile(directory), Keys) ?? {};
export const readOperatorKeys = (directory: string): OperatorKeys =>
  read(join(directory, files.operators), OperatorKeys) ?? {};
export const writeKeys = (directory: string, keys: Keys): void => write(keysFile(directory), keys);

/** Null where no twin runs in the directory: one in what it is a copy of is another one. */
export function readEndpoint(directory: string): TwinEndpoint | null {
  const found = read(join(directory, files.endpoint), EndpointFile);
  if (found === null) return null;
  const { place, ...endpoint } = found;
  return place !== undefined && isElsewhere(place, placeOf(directory)) ? null : endpoint;
}
export const writeEndpoint = (directory: string, endpoint: TwinEndpoint): void =>
  write(join(directory, files.endpoint), { ...endpoint, place: placeOf(directory) });
export const removeEndpoint = (directory: string): void =>
  rmSync(join(directory, files.endpoint), { force: true });
