/** What stands under a page of an answer that goes on. */
import { inLine } from './shown.ts';
import type { Say } from './view.ts';

/** Nothing where it was the last page. */
export function moreText(next: string | null, say: Say, option = '--after'): string[] {
  if (next === null) return [];
  const again = `${option} ${inLine(next)}`;
  return [say(`There are more: go on with ${again}`, `Còn nữa: xem tiếp bằng ${again}`)];
}
