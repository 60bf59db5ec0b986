/** Whether the ground is clear: bootstrapped, with all types, no stack in a state from which none can be deployed, no name taken. */
import { LEFT_BEHIND, removeStack, takeAway, takeBack, typeNames } from './left-behind.ts';
import { type DeploymentPlan, type NamedType, nameIn } from './plan.ts';
import type { Readings, StackState, Taken } from './readings.ts';
import { command, type Row, ready, rowOf } from './row.ts';

export const placeRows = ({ place }: Readings): Row[] =>
  rowOf('account and region', 'those of the hub', place, ({ account, region }) =>
    ready('account and region', `${account}, ${region}`, 'those of the hub'),
  );

export const bootstrapRows = (
  { bootstrapVersion, place }: Readings,
  { bootstrap }: DeploymentPlan,
): Row[] => {
  const what = 'CDK bootstrap: version';
  const needed = `${bootstrap.version} or later`;
  const where = place.ok ? `${place.value.account}/${place.value.region}` : '<account>/<region>';
  return rowOf(what, needed, bootstrapVersion, (version) =>
    version !== null && version >= bootstrap.version
      ? ready(what, String(version), needed)
      : {
          what,
          found: version === null ? 'none' : String(version),
          needed,
          verdict: 'missing',
          todo: [command(`npx cdk bootstrap aws://${where}`)],
        },
  );
};

export const typeRows = ({ types }: Readings, plan: DeploymentPlan): Row[] => {
  const what = 'CloudFormation: types in this region';
  const needed = `${plan.types.length} that the templates use`;
  return rowOf(what, needed, types, (there) => {
    const absent = plan.types.filter((type) => !there.has(type));
    if (absent.length === 0) return ready(what, 'all', needed);
    const todo = ['The hub cannot be deployed to this region: take one that has them.'];
    return { what, found: `without ${absent.join(', ')}`, needed, verdict: 'missing', todo };
  });
};

export const stackRows = ({ stacks }: Readings, plan: DeploymentPlan): Row[] =>
  rowOf('stacks', 'none, or deployed', stacks, (states) =>
    plan.stacks.map(({ name }) => stackRow(name, states.get(name))),
  );

/** One account and region are read at a time: of another region nothing is known, and that is said. */
export const elsewhereRows = ({ elsewhere }: DeploymentPlan): Row[] =>
  elsewhere.map(({ name, region }) => ({
    what: `stack ${name}`,
    found: `not looked at: it is in ${region}`,
    needed: 'none, or deployed',
    verdict: 'advice',
    todo: [
      'Look yourself whether that region is bootstrapped, and what there is of the stack:',
      command(`aws ssm get-parameter --name /cdk-bootstrap/hnb659fds/version --region ${region}`),
      command(`aws cloudformation describe-stacks --stack-name ${name} --region ${region}`),
    ],
  }));

function stackRow(name: string, state: StackState | undefined): Row {
  const what = `stack ${name}`;
  const needed = 'none, or deployed';
  if (state === undefined) return ready(what, 'none', needed);
  const { status, isProtected } = state;
  const missing = (...todo: string[]): Row => ({ what, found: status, needed, verdict: 'missing', todo });
  if (/^(ROLLBACK_(COMPLETE|FAILED)|CREATE_FAILED|DELETE_FAILED)$/.test(status))
    return missing(LEFT_BEHIND, ...removeStack(name, isProtected).map(command));
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return missing(command(`aws cloudformation continue-update-rollback --stack-name ${name}`));
  // A change set that nobody has executed; cdk goes on from it.
  if (status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS')
    return missing('A deployment is under way: wait for its end.');
  return ready(what, status, needed);
}

const FREE = 'free, or of this stage';

/** Whether a physical id of CloudFormation is that of a name: the name itself, the end of a URL, or in a secret's ARN. */
const isOf = (id: string, name: string): boolean =>
  id === name || id.endsWith(`/${name}`) || /:secret:(.+)-\w{6}$/.exec(id)?.[1] === name;

/** The row of something that is there. Whose it is cannot be told where the stacks were not read. */
export const whoseRow = (what: string, { stacks }: Readings, name: string, strange: Row): Row[] =>
  rowOf(what, FREE, stacks, (states) =>
    [...states.values()].some(({ resources }) => resources.some((id) => isOf(id, name)))
      ? ready(what, 'of this stage', FREE)
      : strange,
  );

export const nameRows = (readings: Readings, plan: DeploymentPlan): Row[] =>
  [...readings.taken].flatMap(([type, reading]) => {
    const what = `names of ${typeNames[type][1]}`;
    const planned = plan.named.filter((one) => one.type === type);
    const place = readings.place.ok ? readings.place.value : null;
    const stackOf = (name: string): string =>
      planned.find((one) => (place === null ? one.name : nameIn(one.name, place)) === name)?.stack ?? '';
    return rowOf(what, FREE, reading, (taken) => {
      const rows = taken.flatMap((one) =>
        whoseRow(what, readings, one.name, takenRow(type, one, stackOf(one.name), plan.settings)),
      );
      const notReady = rows.filter(({ verdict }) => verdict !== 'ready');
      // Of the names that cannot be judged one row says why.
      if (notReady[0]?.verdict === 'unread') return notReady.slice(0, 1);
      if (notReady.length > 0) return notReady;
      return ready(what, taken.length === 0 ? 'free' : `${taken.length} of this stage`, FREE);
    });
  });

const takenRow = (type: NamedType, { name, note }: Taken, stack: string, settings: string): Row => ({
  what: `${typeNames[type][0]} ${name}`,
  found: note === '' ? 'taken, by no stack of this stage' : `taken, by no stack of this stage; ${note}`,
  needed: FREE,
  verdict: 'missing',
  todo: [
    // An alias cannot be imported by its name alone, and holds nothing.
    ...(type === 'AWS::KMS::Alias' ? [] : ['Back, with what it holds:', command(takeBack(stack, settings))]),
    'Or away, for good:',
    ...takeAway(type, name).map(command),
  ],
});
