/** An import at the running hub, as its registrar makes it. */
import {
  type RegistryFiles,
  RegistryImport,
  RegistryStanding,
} from '../../../shared/contract/registry/import.ts';
import { operatorOf } from '../access/operator.ts';
import type { TestHub } from '../hub.ts';
import type { HttpAnswer } from '../sender.ts';

export async function standingAt(hub: TestHub): Promise<string> {
  const { text } = await operatorOf(hub, 'registrar').call({ path: '/admin/registry' });
  return RegistryStanding.parse(JSON.parse(text)).version;
}

/** On the version that stands there, or on the one that is named. */
export async function postFiles(
  hub: TestHub,
  body: RegistryFiles,
  { on, query = '' }: { readonly on?: string; readonly query?: string } = {},
): Promise<HttpAnswer> {
  const version = on ?? (await standingAt(hub));
  return operatorOf(hub, 'registrar').call({
    method: 'POST',
    path: `/admin/registry${query}`,
    on: version,
    body,
  });
}

/** Throws what it was refused for. */
export async function importFiles(hub: TestHub, body: RegistryFiles): Promise<RegistryImport> {
  const { status, text } = await postFiles(hub, body);
  if (status !== 200) throw new Error(text);
  return RegistryImport.parse(JSON.parse(text));
}
