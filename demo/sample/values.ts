/**
 * Plausible figures for one report: within the ranges of the catalogue, true to its cross-checks, some beyond
 * what a JSON number holds.
 */
import type { Indicator } from '../../shared/contract/registry.ts';
import type { Cell } from '../../shared/contract/submissions/submission.ts';
import { type DatasetPlan, indicatorOfKey, readCellKey } from '../../shared/domain/registry/cell.ts';
import type { Random } from './random.ts';

/** From usual smallest to usual largest, per unit of the catalogue; `else` for a unit that is not listed. */
const usual: Readonly<Record<string, readonly [number, number]>> = {
  transaction: [20, 60_000],
  message: [1_000, 50_000_000],
  account: [100, 5_000_000],
  byte: [1e8, 5e13],
  vnd: [1e6, 5e12],
  minute: [1, 600],
  hour: [1, 720],
  day: [5, 398],
  version: [1, 3],
  event: [1, 12],
  else: [1, 1_000],
};
const huge: readonly [number, number] = [1e16, 9e17];

/** How much of its bound the lower side of a check is, in thousandths; `else` for a check that is not listed. */
const shares: Readonly<Record<string, readonly [number, number]>> = {
  'failed-within-sent': [0, 20],
  'active-within-accounts': [50, 400],
  'longest-outage-within-downtime': [400, 1000],
  else: [850, 1000],
};

const tens = (scale: number): bigint => 10n ** BigInt(scale);
const thousandths = (value: bigint, [low, high]: readonly [number, number], random: Random): bigint =>
  (value * BigInt(random.int(low, high))) / 1000n;

/** A figure as a sender writes it: a JSON number while that is exact, else text; decimals now and then as text. */
function written(units: bigint, scale: number, random: Random): number | string {
  const digits = units.toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return digits.length > 15 || (scale > 0 && random.chance(0.1)) ? text : Number(text);
}

/** One cell for each that the dataset requires. With `large`, money and volumes have more than 15 digits. */
export function sampleCells(plan: DatasetPlan, large: boolean, random: Random): Cell[] {
  const units = new Map<string, bigint>();

  const unitsOf = (key: string): bigint => {
    const known = units.get(key);
    if (known !== undefined) return known;
    const id = indicatorOfKey(key);
    const { scale, unit, max } = indicatorOf(plan, id);
    const checks = plan.dataset.checks.filter(({ left }) => left === id);
    let value = checks.length === 0 ? free(unit, scale) : null;
    for (const check of checks) {
      const bound = unitsOf(check.right + key.slice(id.length));
      const limit = (bound * tens(scale)) / tens(indicatorOf(plan, check.right).scale);
      const share = shares[check.id] ?? shares.else ?? [1000, 1000];
      const next = check.operator === '=' ? limit : thousandths(limit, share, random);
      value = value === null || next < value ? next : value;
    }
    const most = max === null ? null : BigInt(max.split('.')[0] ?? '0') * tens(scale);
    const result = most !== null && (value ?? 0n) > most ? most : (value ?? 0n);
    units.set(key, result);
    return result;
  };

  const free = (unit: string, scale: number): bigint => {
    if (unit !== 'version' && unit !== 'day' && random.chance(0.06)) return 0n;
    const [low, high] =
      large && (unit === 'vnd' || unit === 'byte') ? huge : (usual[unit] ?? usual.else ?? huge);
    return random.magnitude(low, high) * tens(scale) + BigInt(random.int(0, Number(tens(scale)) - 1));
  };

  const ratio = ({ scale, max, unit }: Indicator): Pick<Cell, 'numerator' | 'denominator'> => {
    const [low, high] = unit === 'minute' ? [40_320, 44_640] : [50, 20_000];
    const whole = random.magnitude(low, high) * tens(scale);
    const part =
      max === '1' ? thousandths(whole, [900, 1000], random) : thousandths(whole * 48n, [20, 1000], random);
    return { numerator: written(part, scale, random), denominator: written(whole, scale, random) };
  };

  return plan.keys.map((key): Cell => {
    const { indicator: id, dimensions } = readCellKey(key);
    const indicator = indicatorOf(plan, id);
    const place = Object.keys(dimensions).length === 0 ? { indicator: id } : { indicator: id, dimensions };
    if (indicator.fold === 'ratio') return { ...place, ...ratio(indicator) };
    return { ...place, value: written(unitsOf(key), indicator.scale, random) };
  });
}

function indicatorOf(plan: DatasetPlan, id: string): Indicator {
  const found = plan.indicators.get(id)?.indicator;
  if (found === undefined) throw new Error(`dataset ${plan.dataset.id} has no indicator ${id}`);
  return found;
}
