/** The public keys to check by: saved ones, so that nobody is asked, or those that the hub publishes now. */

import type { KeySet } from '../../shared/contract/submissions/receipt.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import { PATIENCE } from '../call-hub.ts';
import { CommandFault, exitCodeOf } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import type { Hub } from '../hub.ts';
import { apiOf } from '../sender.ts';
import { inLine } from '../shown.ts';
import { keysIn } from './key-set.ts';

export async function publishedKeys(hub: Hub): Promise<KeySet> {
  const url = `${apiOf(hub)}/.well-known/jwks.json`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  const content = await answer.text();
  if (answer.status !== 200)
    throw new CommandFault(
      localized(
        `${url} answered ${answer.status}: ${inLine(cut(content, 200))}`,
        `${url} trả lời ${answer.status}: ${inLine(cut(content, 200))}`,
      ),
      exitCodeOf(answer.status),
    );
  return keysIn({ name: url, content });
}

/** `hub` is asked for only where no file is given: checking by saved keys needs none. */
export const givenKeys = async (path: string | undefined, hub: () => Hub): Promise<KeySet> =>
  path === undefined ? publishedKeys(hub()) : keysIn(textOf(fileOf(path)));
