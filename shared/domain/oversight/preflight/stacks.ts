/** Whether the ground is clear: bootstrapped, with all types, no stack in a state from which none can be deployed, no name taken. */
import { localized } from '../../language/localized.ts';
import { LEFT_BEHIND, removeStack, takeAway, takeBack, typeNames } from './left-behind.ts';
import { type DeploymentPlan, type NamedType, nameIn } from './plan.ts';
import type { Readings, StackState, Taken } from './readings.ts';
import { command, type Row, ready, rowOf, type Words } from './row.ts';

const NONE = localized('none', 'không có');
const UNDEPLOYED = localized('none, or deployed', 'chưa có, hoặc đã triển khai');
const PLACE = localized('account and region', 'tài khoản và vùng');
const HUBS_OWN = localized('those of the hub', 'của hệ thống');

export const placeRows = ({ place }: Readings): Row[] =>
  rowOf(PLACE, HUBS_OWN, place, ({ account, region }) => ready(PLACE, `${account}, ${region}`, HUBS_OWN));

export const bootstrapRows = (
  { bootstrapVersion, place }: Readings,
  { bootstrap }: DeploymentPlan,
): Row[] => {
  const what = localized('CDK bootstrap: version', 'CDK bootstrap: phiên bản');
  const needed = localized(`${bootstrap.version} or later`, `từ ${bootstrap.version} trở lên`);
  const where = place.ok ? `${place.value.account}/${place.value.region}` : '<account>/<region>';
  return rowOf(what, needed, bootstrapVersion, (version) =>
    version !== null && version >= bootstrap.version
      ? ready(what, String(version), needed)
      : {
          what,
          found: version === null ? NONE : String(version),
          needed,
          verdict: 'missing',
          todo: [command(`npx cdk bootstrap aws://${where}`)],
        },
  );
};

export const typeRows = ({ types }: Readings, plan: DeploymentPlan): Row[] => {
  const what = localized(
    'CloudFormation: types in this region',
    'CloudFormation: các loại có trong vùng này',
  );
  const count = plan.types.length;
  const needed = localized(`${count} that the templates use`, `${count} loại mà bản mẫu dùng`);
  return rowOf(what, needed, types, (there) => {
    const absent = plan.types.filter((type) => !there.has(type));
    if (absent.length === 0) return ready(what, localized('all', 'đủ'), needed);
    const todo = [
      localized(
        'The hub cannot be deployed to this region: take one that has them.',
        'Không thể triển khai hệ thống ở vùng này: hãy chọn vùng có đủ các loại đó.',
      ),
    ];
    const names = absent.join(', ');
    const found = localized(`without ${names}`, `thiếu ${names}`);
    return { what, found, needed, verdict: 'missing', todo };
  });
};

export const stackRows = ({ stacks }: Readings, plan: DeploymentPlan): Row[] =>
  rowOf(localized('stacks', 'các stack'), UNDEPLOYED, stacks, (states) =>
    plan.stacks.map(({ name }) => stackRow(name, states.get(name))),
  );

/** One account and region are read at a time: of another region nothing is known, and that is said. */
export const elsewhereRows = ({ elsewhere }: DeploymentPlan): Row[] =>
  elsewhere.map(({ name, region }) => ({
    what: `stack ${name}`,
    found: localized(`not looked at: it is in ${region}`, `chưa xem: nằm ở ${region}`),
    needed: UNDEPLOYED,
    verdict: 'advice',
    todo: [
      localized(
        'Look yourself whether that region is bootstrapped, and what there is of the stack:',
        'Hãy tự xem vùng đó đã bootstrap chưa và stack có những gì:',
      ),
      command(`aws ssm get-parameter --name /cdk-bootstrap/hnb659fds/version --region ${region}`),
      command(`aws cloudformation describe-stacks --stack-name ${name} --region ${region}`),
    ],
  }));

function stackRow(name: string, state: StackState | undefined): Row {
  const what = `stack ${name}`;
  const needed = UNDEPLOYED;
  if (state === undefined) return ready(what, NONE, needed);
  const { status, isProtected } = state;
  const missing = (...todo: Words[]): Row => ({ what, found: status, needed, verdict: 'missing', todo });
  if (/^(ROLLBACK_(COMPLETE|FAILED)|CREATE_FAILED|DELETE_FAILED)$/.test(status))
    return missing(LEFT_BEHIND, ...removeStack(name, isProtected).map(command));
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return missing(command(`aws cloudformation continue-update-rollback --stack-name ${name}`));
  // A change set that nobody has executed; cdk goes on from it.
  if (status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS')
    return missing(
      localized('A deployment is under way: wait for its end.', 'Đang triển khai: hãy chờ xong.'),
    );
  return ready(what, status, needed);
}

const FREE = localized('free, or of this stage', 'chưa ai dùng, hoặc của môi trường này');
const THIS_STAGES = localized('of this stage', 'của môi trường này');

/** Whether a physical id of CloudFormation is that of a name: the name itself, the end of a URL, or in a secret's ARN. */
const isOf = (id: string, name: string): boolean =>
  id === name || id.endsWith(`/${name}`) || /:secret:(.+)-\w{6}$/.exec(id)?.[1] === name;

/** The row of something that is there. Whose it is cannot be told where the stacks were not read. */
export const whoseRow = (what: Words, { stacks }: Readings, name: string, strange: Row): Row[] =>
  rowOf(what, FREE, stacks, (states) =>
    [...states.values()].some(({ resources }) => resources.some((id) => isOf(id, name)))
      ? ready(what, THIS_STAGES, FREE)
      : strange,
  );

export const nameRows = (readings: Readings, plan: DeploymentPlan): Row[] =>
  [...readings.taken].flatMap(([type, reading]) => {
    const { many } = typeNames[type];
    const what = localized(`names of ${many.en}`, `tên ${many.vi}`);
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
      const count = taken.length;
      const found =
        count === 0
          ? localized('free', 'chưa ai dùng')
          : localized(`${count} of this stage`, `${count} của môi trường này`);
      return ready(what, found, FREE);
    });
  });

export const TAKEN = localized(
  'taken, by no stack of this stage',
  'đã có, không thuộc stack nào của môi trường này',
);

const takenRow = (type: NamedType, { name, note }: Taken, stack: string, settings: string): Row => ({
  what: localized(`${typeNames[type].one.en} ${name}`, `${typeNames[type].one.vi} ${name}`),
  found: note === null ? TAKEN : localized(`${TAKEN.en}; ${note.en}`, `${TAKEN.vi}; ${note.vi}`),
  needed: FREE,
  verdict: 'missing',
  todo: [
    // An alias cannot be imported by its name alone, and holds nothing.
    ...(type === 'AWS::KMS::Alias'
      ? []
      : [
          localized('Back, with what it holds:', 'Lấy lại, cùng nội dung:'),
          command(takeBack(stack, settings)),
        ]),
    localized('Or away, for good:', 'Hoặc bỏ hẳn:'),
    ...takeAway(type, name).map(command),
  ],
});
