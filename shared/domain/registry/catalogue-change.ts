/**
 * What a new catalogue must leave as it is (DESIGN §2). The ledger's keys are made from it, and every total, of a closed
 * period or of an instant of the past too, is folded and read by the catalogue of now: what was ever received has to
 * keep its place, its name and its meaning. So nothing leaves the catalogue; what is no longer asked for is retired.
 */
import type { Catalogue, Dataset, Indicator } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';
import { type Fault, fault, type Path } from '../problems/fault.ts';

/** With one of these changed, a retry would land beside its first attempt, and entries that are there be passed over. */
const places = ['kind', 'periodKind', 'buckets', 'shards'] as const satisfies readonly (keyof Dataset)[];
/** With one of these changed, values of two meanings would be folded into one. */
const meanings = ['fold', 'unit', 'dimensions'] as const satisfies readonly (keyof Indicator)[];

/** Every fault at once; paths begin at the new catalogue. What is new may be anything. */
export const meaningChanged = (before: Catalogue, after: Catalogue): Fault[] => [
  ...dimensionsChanged(before, after),
  ...indicatorsChanged(before, after),
  ...datasetsChanged(before, after),
];

const dimensionWord = /* @__PURE__ */ localized('dimension', 'chiều');

function dimensionsChanged(before: Catalogue, after: Catalogue): Fault[] {
  const kept = localized(
    'all that were there: cells are named by them',
    'mọi mục đã có: ô số liệu được đặt tên theo chúng',
  );
  return [
    ...missing(before.dimensions, after.dimensions, ['dimensions'], dimensionWord, kept),
    ...pairs(before.dimensions, after.dimensions).flatMap(({ old, now, index }) =>
      missing(
        old.values,
        now.values,
        ['dimensions', index, 'values'],
        localized(`value of dimension ${now.id},`, `giá trị của chiều ${now.id},`),
        kept,
      ),
    ),
  ];
}

function indicatorsChanged(before: Catalogue, after: Catalogue): Fault[] {
  const kept = localized(
    'all that were there; one that is no longer asked for leaves the lists of the datasets and stays here with "retired": true',
    'mọi mục đã có; chỉ tiêu không còn thu thập thì bỏ khỏi danh sách của các bộ dữ liệu và vẫn để ở đây với "retired": true',
  );
  return [
    ...missing(before.indicators, after.indicators, ['indicators'], localized('indicator', 'chỉ tiêu'), kept),
    ...pairs(before.indicators, after.indicators).flatMap(({ old, now, index }) => {
      const at = (field: string): Path => ['indicators', index, field];
      const changed = meanings
        .filter((field) => textOf(old[field]) !== textOf(now[field]))
        .map((field) => {
          const held = JSON.stringify(old[field]);
          const allowed = localized(
            `${held} as before; what means something else has an id of its own`,
            `${held} như trước; chỉ tiêu có nghĩa khác cần định danh riêng`,
          );
          const problem = localized(
            `another ${field} of indicator ${now.id}`,
            `"${field}" khác trước của chỉ tiêu ${now.id}`,
          );
          return fault(at(field), problem, now[field], allowed);
        });
      if (now.scale >= old.scale) return changed;
      const allowed = localized(
        `at least ${old.scale}: values with so many digits were taken`,
        `ít nhất ${old.scale}: đã nhận giá trị có ngần ấy chữ số`,
      );
      const problem = localized(
        `a coarser scale of indicator ${now.id}`,
        `ít chữ số thập phân hơn trước của chỉ tiêu ${now.id}`,
      );
      return [...changed, fault(at('scale'), problem, now.scale, allowed)];
    }),
  ];
}

function datasetsChanged(before: Catalogue, after: Catalogue): Fault[] {
  const kept = localized(
    'all that were there: what was received is read by them',
    'mọi mục đã có: dữ liệu đã nhận được đọc theo chúng',
  );
  return [
    ...missing(before.datasets, after.datasets, ['datasets'], localized('dataset', 'bộ dữ liệu'), kept),
    ...pairs(before.datasets, after.datasets).flatMap(({ old, now, index }) =>
      places
        .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
        .map((field) => {
          const held = JSON.stringify(old[field]);
          const allowed = localized(
            `${held} as before, as what was received lies by it; the new form has an id of its own`,
            `${held} như trước, vì dữ liệu đã nhận được xếp theo đó; dạng mới cần định danh riêng`,
          );
          const problem = localized(
            `another ${field} of dataset ${now.id}`,
            `"${field}" khác trước của bộ dữ liệu ${now.id}`,
          );
          return fault(['datasets', index, field], problem, now[field], allowed);
        }),
    ),
  ];
}

type Named = { readonly id: string };

function missing(
  before: readonly Named[],
  after: readonly Named[],
  path: Path,
  what: Localized,
  kept: Localized,
): Fault[] {
  const ids = new Set(after.map(({ id }) => id));
  return before.flatMap(({ id }) =>
    ids.has(id)
      ? []
      : [fault(path, localized(`${what.en} ${id} is missing`, `thiếu ${what.vi} ${id}`), undefined, kept)],
  );
}

/** What is in both, with its place in the new one. */
function pairs<T extends Named>(before: readonly T[], after: readonly T[]) {
  const known = new Map(before.map((one) => [one.id, one]));
  return after.flatMap((now, index) => {
    const old = known.get(now.id);
    return old === undefined ? [] : [{ old, now, index }];
  });
}

/** A cell's name has its dimensions in the order of their names, so their order in the catalogue means nothing. */
const textOf = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : [...value].sort().join(' ');
