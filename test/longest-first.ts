/** The order of test files: what takes longest begins first, so that no worker ends with it alone. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By a measured run; the others follow by size, as vitest has it where it knows no times. */
const longest = [
  'end-to-end/main-job',
  'oversight/availability',
  'access/matrix/matrix',
  'recovery/restore',
  'end-to-end/planted-faults',
  'oversight/stalls',
  'engine-mutants/engine-mutants',
  'model/model',
  'stories/stories',
  'properties/coarser-periods',
  'bench/simulate',
  'infra/synth',
  'oversight/dead-letters',
];
const rank = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
  return at < 0 ? longest.length : at;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
