/** What happens in a story: commands as plain data, drawn at random, shrunk and said in words. */
import fc from 'fast-check';
import { type Change, systems } from './country.ts';

/** What goes wrong at the door: before the call took effect, or after. */
const doorFaults = ['none', 'put refused', 'put lost', 'send refused', 'send lost'] as const;
export type DoorFault = (typeof doorFaults)[number];

/** How far its clock is ahead, and how many versions of the registry its cache is behind. */
export type Door = { readonly ahead: number; readonly behind: number; readonly fault: DoorFault };

/** What becomes of a consumer at one of its calls. */
const fates = ['waits', 'dies before', 'dies after', 'is throttled'] as const;
export type Fate = { readonly at: number; readonly how: (typeof fates)[number] };

export type Command =
  | {
      readonly do: 'report';
      readonly system: string;
      readonly revision: number;
      readonly value: number;
      readonly door: Door;
    }
  | {
      readonly do: 'event';
      readonly system: string;
      readonly key: string;
      readonly hour: number;
      readonly value: number;
      readonly door: Door;
    }
  | { readonly do: 'withdraw' | 'ask again'; readonly which: number; readonly door: Door }
  | { readonly do: 'deliver'; readonly pick: readonly number[]; readonly fate: Fate | null }
  | { readonly do: 'go on' | 'deliver a copy'; readonly which: number }
  | { readonly do: 'outage'; readonly pick: readonly number[] }
  | { readonly do: 'redrive'; readonly days: number }
  | { readonly do: 'change'; readonly change: Change; readonly refolds: 'sent' | 'lost' }
  | { readonly do: 'sweep' | 'all comes to rest' };

const many = <T extends string>(...of: T[]) => fc.constantFrom(...of);
const system = fc.constantFrom(...systems);
const door: fc.Arbitrary<Door> = fc.record({
  ahead: fc.constantFrom(0, 0, 0, -5_000, 1, 5_000),
  behind: fc.constantFrom(0, 0, 0, 1, 2),
  fault: fc.oneof(
    { weight: 5, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...doorFaults) },
  ),
});
const which = fc.nat({ max: 30 });
const pick = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 });
const fate = fc.option(fc.record({ at: fc.nat({ max: 14 }), how: fc.constantFrom('waits', ...fates) }), {
  freq: 2,
});

const change = (widens: boolean): fc.Arbitrary<Change> => {
  const moving: fc.Arbitrary<Change>[] = [
    fc.record({
      kind: many('agency moves'),
      agency: many('H26.18', 'H26.05'),
      to: many('H26', 'H49', 'G06'),
    }),
    fc.record({ kind: many('agency closes', 'agency opens again'), agency: many('H26.18', 'H26.05') }),
    fc.record({ kind: many('ends in mid-period'), what: many(...systems, 'H26.18', 'H26.05') }),
    fc.record({ kind: many('system moves'), system, to: many('H26', 'H26.18', 'G06', 'H49') }),
  ];
  const wide: fc.Arbitrary<Change> = fc.record({ kind: many('becomes wide', 'becomes narrow') });
  return fc.oneof(...moving, ...(widens ? [wide] : []));
};

export const command = (widens: boolean): fc.Arbitrary<Command> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: many('report'),
        system,
        revision: fc.integer({ min: 1, max: 4 }),
        value: fc.nat({ max: 3 }),
        door,
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        do: many('event'),
        system,
        key: many('a', 'b', 'c', 'd', 'e'),
        hour: fc.nat({ max: 2 }),
        value: fc.nat({ max: 3 }),
        door,
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: many('withdraw'), which, door }) },
    { weight: 5, arbitrary: fc.record({ do: many('ask again'), which, door }) },
    { weight: 12, arbitrary: fc.record({ do: many('deliver'), pick, fate }) },
    { weight: 5, arbitrary: fc.record({ do: many('go on', 'deliver a copy'), which }) },
    { weight: 1, arbitrary: fc.record({ do: many('outage'), pick }) },
    { weight: 2, arbitrary: fc.record({ do: many('redrive'), days: fc.integer({ min: 1, max: 6 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: many('change'),
        change: change(widens),
        refolds: many('sent', 'sent', 'sent', 'sent', 'sent', 'lost'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: many('sweep') }) },
    { weight: 3, arbitrary: fc.record({ do: many('all comes to rest') }) },
  );

function doorInWords({ ahead, behind, fault }: Door): string {
  const clock =
    ahead === 0 ? '' : `, at a door whose clock is ${Math.abs(ahead)} ms ${ahead > 0 ? 'ahead' : 'behind'}`;
  const cache = behind === 0 ? '' : `, whose registry is ${behind} versions old`;
  return `${clock}${cache}${fault === 'none' ? '' : `: its ${fault}`}`;
}

function changeInWords(change: Change): string {
  if (change.kind === 'agency moves') return `agency ${change.agency} moves to ${change.to}`;
  if (change.kind === 'system moves') return `system ${change.system} moves to ${change.to}`;
  return 'agency' in change ? `${change.agency}: ${change.kind}` : `H26 ${change.kind}`;
}

export function inWords(one: Command): string {
  switch (one.do) {
    case 'report':
      return `${one.system} reports ${one.value} as revision ${one.revision}${doorInWords(one.door)}`;
    case 'event':
      return `${one.system} sends event ${one.key} of hour ${one.hour} with ${one.value}${doorInWords(one.door)}`;
    case 'withdraw':
      return `submission ${one.which} is withdrawn${doorInWords(one.door)}`;
    case 'ask again':
      return `request ${one.which} is made again${doorInWords(one.door)}`;
    case 'deliver': {
      const fate = one.fate === null ? '' : `; at call ${one.fate.at} it ${one.fate.how}`;
      return `a consumer gets messages ${one.pick.join(', ')}${fate}`;
    }
    case 'go on':
      return `the waiting consumer ${one.which} goes on`;
    case 'deliver a copy':
      return `the queue has entry ${one.which} once more`;
    case 'outage':
      return `messages ${one.pick.join(', ')} are delivered ten times while no total can be put`;
    case 'redrive':
      return `${one.days} days later the dead letters are sent back`;
    case 'change':
      return `${changeInWords(one.change)}; the messages to fold anew are ${one.refolds}`;
    case 'sweep':
      return 'the sweep verifies and repairs';
    case 'all comes to rest':
      return 'all messages are counted, and the consumers that waited go on last';
  }
}
