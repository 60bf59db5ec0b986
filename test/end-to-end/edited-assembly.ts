/** A copy of what the project synthesizes, with its templates edited: how a test plants a fault in the real thing. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../twin/synth.ts';
import { readAssembly } from '../../twin/template/assembly.ts';
import { projectDirectory } from './hub.ts';

type EditedResource = { Type: string; Properties: Record<string, unknown> };

export type Assembly = {
  readonly directory: string;
  /** The first resource of a type whose logical id begins so, in any stack; throws where there is none. */
  readonly resource: (type: string, begins?: string) => EditedResource;
  /** Takes the resource out of its stack. */
  readonly remove: (type: string, begins?: string) => void;
  /** Into the stack that is deployed last. */
  readonly add: (logicalId: string, resource: EditedResource) => void;
  /** Reads and writes a file of a function's bundle, by the logical id of the function. */
  readonly editBundle: (begins: string, edit: (text: string) => string) => void;
};

type Template = { Resources: Record<string, EditedResource> };

/** Calls `edit` with the copy, writes it, and gives its directory, which `drop` removes. */
export async function editedAssembly(
  edit: (assembly: Assembly) => void,
): Promise<{ readonly directory: string; readonly drop: () => void }> {
  const { assemblyDirectory } = await synthesize({ projectDirectory });
  const directory = mkdtempSync(join(tmpdir(), 'dtm-assembly-'));
  cpSync(assemblyDirectory, directory, { recursive: true });
  const files = readAssembly(directory).map(({ templateFile }) => templateFile);
  const templates = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Template);

  const find = (type: string, begins = '') => {
    for (const { Resources } of templates) {
      for (const [id, resource] of Object.entries(Resources))
        if (resource.Type === type && id.startsWith(begins)) return { Resources, id, resource };
    }
    throw new Error(`the assembly has no ${type} ${begins}`);
  };
  edit({
    directory,
    resource: (type, begins) => find(type, begins).resource,
    remove: (type, begins) => {
      const { Resources, id } = find(type, begins);
      delete Resources[id];
    },
    add: (logicalId, resource) => Object.assign(templates.at(-1)?.Resources ?? {}, { [logicalId]: resource }),
    editBundle: (begins, change) => {
      const { S3Key } = find('AWS::Lambda::Function', begins).resource.Properties.Code as { S3Key: string };
      const file = join(directory, `asset.${S3Key.replace('.zip', '')}`, 'index.cjs');
      writeFileSync(file, change(readFileSync(file, 'utf8')));
    },
  });
  for (const [at, file] of files.entries()) writeFileSync(file, JSON.stringify(templates[at]));
  return { directory, drop: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Takes an action out of the statements of a role's policy; throws where no statement has it. */
export function withoutAction({ resource }: Assembly, role: string, action: string): void {
  const { PolicyDocument } = resource('AWS::IAM::Policy', role).Properties as {
    PolicyDocument: { Statement: { Action: string | string[] }[] };
  };
  const has = (given: string | string[]) => [given].flat().includes(action);
  if (!PolicyDocument.Statement.some(({ Action }) => has(Action)))
    throw new Error(`${role} has no ${action} to take away`);
  PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement) => {
    const left = [statement.Action].flat().filter((one) => one !== action);
    return left.length === 0 ? [] : [{ ...statement, Action: left }];
  });
}
