/** The pages of docs/runbooks/ as their tests read them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, '../../docs/runbooks');

export type Page = {
  readonly name: string;
  readonly text: string;
  /** What follows `Alarms:` on a page: names of alarms, with placeholders such as `<queue>`. */
  readonly alarms: readonly string[];
  readonly headings: readonly string[];
  /** Lines of `sh` blocks; those that end in a backslash with the next. */
  readonly commands: readonly string[];
};

function pageOf(file: string): Page {
  const text = readFileSync(join(directory, file), 'utf8');
  const [, listed = ''] = /^Alarms?: (.+(?:\n.+)*)/m.exec(text) ?? [];
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const quoted = [...text.matchAll(/`((?:npm|npx|aws|dtm) [^`\n]+)`/g)].map(([, one = '']) => one);
  return {
    name: file.replace(/\.md$/, ''),
    text,
    alarms: [...listed.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    headings: [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading),
    commands: [
      ...quoted,
      ...blocks.flatMap((block) =>
        block
          .replace(/\\\n\s*/g, '')
          .split('\n')
          .map((line) => line.replace(/\s+#.*$/, '').trim())
          .filter((line) => line !== '' && !line.startsWith('#')),
      ),
    ],
  };
}

export const pages: readonly Page[] = readdirSync(directory)
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .map(pageOf);

const overview = readFileSync(join(directory, 'README.md'), 'utf8');

/** The pages that a section of the overview links. */
export function linkedUnder(heading: string): string[] {
  const [, section = ''] =
    new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(overview) ?? [];
  return [...section.matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, name = '']) => name);
}
