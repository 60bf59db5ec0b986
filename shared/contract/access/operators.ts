/** Who operates the hub, and what each kind of operator may do: its policy, the routes and the twin's operators follow from this. */

/** What stands behind `/v1/admin/`. */
export type AdminTask =
  | 'registry'
  | 'keys'
  | 'clients'
  | 'dead-letters'
  | 'maintenance'
  | 'drills'
  | 'receipt-keys'
  | 'verification'
  | 'quotas';

/** `changes` is all that the operator may change; what it may change it may read, and the history of all. */
type Kind = { readonly changes: readonly AdminTask[]; readonly readsAll: boolean; readonly does: string };

export const operatorKinds = {
  registrar: {
    changes: ['registry'],
    readsAll: false,
    does: 'says what the hub knows: agencies, systems, stages, calendar, catalogue',
  },
  'key-officer': {
    changes: ['keys', 'clients', 'receipt-keys'],
    readsAll: false,
    does: 'issues and ends keys of senders and of receipts, registers clients of the issuer of tokens',
  },
  'on-call': {
    changes: ['dead-letters', 'maintenance', 'drills', 'verification', 'quotas'],
    readsAll: false,
    does: 'keeps the hub in service: dead letters, maintenance, drills, verification, quotas',
  },
  auditor: { changes: [], readsAll: true, does: 'reads everything that operators see, and changes nothing' },
} as const satisfies Readonly<Record<string, Kind>>;

export type OperatorKind = keyof typeof operatorKinds;
export const operatorKindNames = Object.keys(operatorKinds) as OperatorKind[];

/** Who changes what belongs to a task. */
export const operatorOf = (task: AdminTask): OperatorKind => {
  const kinds: Readonly<Record<OperatorKind, Kind>> = operatorKinds;
  const found = operatorKindNames.find((kind) => kinds[kind].changes.includes(task));
  if (found === undefined) throw new Error(`no operator has the task ${task}`);
  return found;
};

/** Whether the policy of a kind has the route. `task` is null where every operator may read. */
export function mayCall(kind: OperatorKind, task: AdminTask | null, reads: boolean): boolean {
  const { changes, readsAll }: Kind = operatorKinds[kind];
  return (task !== null && changes.includes(task)) || (reads && (readsAll || task === null));
}
