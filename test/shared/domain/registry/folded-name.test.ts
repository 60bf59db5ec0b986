import { expect, test } from 'vitest';
import { foldName } from '../../../../shared/domain/registry/folded-name.ts';

test.each([
  ['Ủy ban nhân dân phường Hoàn Kiếm', 'uy ban nhan dan phuong hoan kiem'],
  ['ĐẮK LẮK', 'dak lak'],
  ['Thừa Thiên – Huế', 'thua thien hue'],
  ["People's Committee of Đà Nẵng", 'people s committee of da nang'],
  ['  Bà Rịa-Vũng Tàu ', 'ba ria vung tau'],
  // Letters and accents apart, as some keyboards make them.
  ['Hoa\u0300n Kie\u0302\u0301m', 'hoan kiem'],
  ['−–', ''],
])('"%s" is found as "%s"', (name, folded) => {
  expect(foldName(name)).toBe(folded);
});
