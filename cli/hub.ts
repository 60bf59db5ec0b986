/** Which hub a command talks to: the twin on this machine, or a stage on AWS. */

import type { AwsTarget } from '../shared/aws/operator.ts';
import type { OperatorKind } from '../shared/contract/access/operators.ts';
import { bucketNamesOf, tableNamesOf } from '../shared/contract/stage-names.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault } from './fault.ts';
import { type OperatorKeys, readEndpoint, readKeys, readOperatorKeys } from './twin-state.ts';

export type Hub = {
  readonly stage: string;
  /** Where commands keep what they have to remember. */
  readonly stateDirectory: string;
  readonly tables: {
    readonly registry: string;
    readonly submissions: string;
    readonly totals: string;
    readonly operations: string;
  };
  /** Null: AWS, by the ordinary environment. */
  readonly aws: AwsTarget | null;
  /** Null where it has to be said: a stage on AWS. */
  readonly apiUrl: string | null;
  /** The key that was issued for an agency or for VN; the twin knows those of `npm start`. */
  readonly keyOf: (agency: string) => string | null;
  /** Of the twin's operators, by name; none of a stage on AWS. */
  readonly operatorKeys: OperatorKeys;
  /** As whom to call the admin routes of the twin; null: as the one whose task it is. */
  readonly operator: OperatorKind | null;
};

export type HubOptions = {
  readonly stage?: string | undefined;
  readonly url?: string | undefined;
  readonly state: string;
  readonly as?: OperatorKind | undefined;
};

/** Any ARN of the deployment says account and region, which the names of buckets have. */
export const bucketsOf = (stage: string, arn: string): ReturnType<typeof bucketNamesOf> => {
  const [, , , region = '', account = ''] = arn.split(':');
  return bucketNamesOf(stage, account, region);
};

export function findHub({ stage, url, state, as }: HubOptions): Hub {
  if (stage !== undefined) {
    if (!/^[a-z][a-z0-9]{1,9}$/.test(stage)) {
      throw new CommandFault(
        localized(
          `--stage ${stage}: allowed: 2 to 10 lower-case letters and digits, a letter first`,
          `--stage ${stage}: được phép: 2 đến 10 chữ thường và chữ số, bắt đầu bằng chữ`,
        ),
      );
    }
    return {
      stage,
      stateDirectory: state,
      tables: tableNamesOf(stage),
      aws: null,
      apiUrl: url ?? null,
      keyOf: () => null,
      operatorKeys: {},
      operator: null,
    };
  }
  const endpoint = readEndpoint(state);
  if (endpoint === null) {
    throw new CommandFault(
      localized(
        `no twin is running in ${state}: start one with npm start, name its directory with --state, or a stage on AWS with --stage`,
        `không có bản sao nào đang chạy trong ${state}: hãy khởi động bằng npm start, nêu thư mục của nó bằng --state, hoặc môi trường trên AWS bằng --stage`,
      ),
    );
  }
  const keys = readKeys(state);
  return {
    stage: endpoint.stage,
    stateDirectory: state,
    tables: tableNamesOf(endpoint.stage),
    aws: endpoint.aws,
    apiUrl: url ?? endpoint.apiUrl,
    keyOf: (agency) => keys[agency] ?? null,
    operatorKeys: readOperatorKeys(state),
    operator: as ?? null,
  };
}
