import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, readNetwork } from '../../../../shared/app/access/networks.ts';

describe('a network is read as it is stored', () => {
  test.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    [' 203.0.113.7 ', '203.0.113.7/32'],
    ['2001:DB8:0:0:0:0:0:0/32', '2001:db8::/32'],
    ['2001:0db8::0001', '2001:db8::1/128'],
    ['::1', '::1/128'],
    ['10.0.0.0/1', '10.0.0.0/1'],
  ])('%s is %s', (text, stored) => {
    expect(readNetwork(text)).toBe(stored);
    expect(readNetwork(stored)).toBe(stored);
  });

  test.each([
    '',
    '/24',
    '0.0.0.0/0',
    '::/0',
    '203.0.113.0/33',
    '2001:db8::/129',
    '203.0.113.0/024',
    '203.0.113.0/-1',
    '203.0.113.0/24/24',
    '203.0.113/24',
    '203.0.113.0/255.255.255.0',
    '0x7f.1',
    'example.gov.vn',
    'fe80::1%eth0',
    '::ffff:203.0.113.0/120',
    '::ffff:203.0.113.7',
  ])('"%s" is none', (text) => {
    expect(readNetwork(text)).toBeNull();
  });
});

/** The independent implementation: addresses as numbers, no parser and no library. */
type Address = { readonly bits: 32 | 128; readonly value: bigint };
const written = ({ bits, value }: Address): string => {
  const size = bits === 32 ? 8n : 16n;
  const parts = Array.from(
    { length: bits === 32 ? 4 : 8 },
    (_, index, of = bits === 32 ? 4 : 8) => (value >> (size * BigInt(of - 1 - index))) & ((1n << size) - 1n),
  );
  return bits === 32 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
};
const isMapped = ({ bits, value }: Address) => bits === 128 && value >> 32n === 0xffffn;
const plain = (address: Address): Address =>
  isMapped(address) ? { bits: 32, value: address.value & 0xffffffffn } : address;
const lies = (address: Address, network: Address, prefix: number): boolean => {
  const { bits, value } = plain(address);
  const rest = BigInt(network.bits - prefix);
  return bits === network.bits && value >> rest === network.value >> rest;
};

const network = fc
  .constantFrom(32 as const, 128 as const)
  .chain((bits) =>
    fc.record({
      address: fc.bigInt(0n, (1n << BigInt(bits)) - 1n).map((value) => ({ bits, value })),
      prefix: fc.integer({ min: 1, max: bits }),
    }),
  )
  .filter(({ address }) => !isMapped(address));

/** Near the network's edges, where a mistake would be, as often as anywhere. */
const callerOf = ({ address, prefix }: { address: Address; prefix: number }): fc.Arbitrary<Address> => {
  const { bits, value } = address;
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  const most = (1n << BigInt(bits)) - 1n;
  const edges = [first - 1n, first, first + size - 1n, first + size].filter(
    (one) => one >= 0n && one <= most,
  );
  const any = (of: 32 | 128) =>
    fc.bigInt(0n, (1n << BigInt(of)) - 1n).map((one) => ({ bits: of, value: one }));
  const near = fc.constantFrom(...edges).map((one) => ({ bits, value: one }));
  const asMapped = any(32).map((one): Address => ({ bits: 128, value: one.value | (0xffffn << 32n) }));
  return fc.oneof(near, any(32), any(128), asMapped);
};

test('an address lies in networks exactly where arithmetic on addresses says so', () => {
  fc.assert(
    fc.property(
      fc
        .array(network, { minLength: 1, maxLength: 4 })
        .chain((networks) => fc.tuple(fc.constant(networks), fc.oneof(...networks.map(callerOf)))),
      ([networks, caller]) => {
        const stored = networks.map(
          ({ address, prefix }) => readNetwork(`${written(address)}/${prefix}`) ?? '',
        );
        expect(isWithin(stored, written(caller))).toBe(
          networks.some(({ address, prefix }) => lies(caller, address, prefix)),
        );
      },
    ),
    { numRuns: 2000 },
  );
});
