/** `twin.json` in the state directory: how other programs, `dtm` among them, reach the twin that runs. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from './credentials.ts';

export type TwinDescription = {
  /** `http://127.0.0.1:<port>`, without the stage. */
  readonly url: string;
  /** The URL below which the routes are: `<url>/<stage>`. */
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly accountId: string;
  readonly region: string;
  /** May do everything at `awsUrl`. */
  readonly operatorCredentials: Credentials;
  /** Outputs of the stacks, by stack and name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly tables: readonly string[];
  readonly queueUrls: Readonly<Record<string, string>>;
  readonly buckets: readonly string[];
  readonly logDirectory: string;
};

const fileIn = (stateDirectory: string): string => join(stateDirectory, 'twin.json');

/** Gives back what removes the description again. */
export function describeTwin(stateDirectory: string, description: TwinDescription): () => void {
  writeFileSync(fileIn(stateDirectory), `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(fileIn(stateDirectory), { force: true });
}

/** Undefined if no twin has described itself there; one that was killed leaves its description behind. */
export function readDescription(stateDirectory: string): TwinDescription | undefined {
  const file = fileIn(stateDirectory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TwinDescription) : undefined;
}
