/** The log groups that the trail is a copy of: subscriptions are made from this list, and the check reads by it. */
import type { FunctionName } from '../../config.ts';
import { routes } from '../routes.ts';
import { stageName } from '../stage-names.ts';

export type TrailSource = {
  /** What the check calls it, and the name of its subscription. */
  readonly name: string;
  readonly logGroup: string;
  /** CloudWatch's filter pattern of the lines that are copied; empty for all of them. */
  readonly pattern: string;
};

/** Of the JSON lines of a function, those of `AuditEvent`. Lambda's own lines and those of faults are none. */
const AUDIT_LINES = '{ $.audit IS TRUE }';
const ALL_LINES = '';

export const accessLogOf = (stage: string): string => `/dtm/${stage}/access`;

export const functionLogOf = (stage: string, name: string): string => `/aws/lambda/${stageName(stage, name)}`;

/** Answers methods that a path does not take, and audits these calls too. */
export const OTHER_METHODS: FunctionName = 'public';

/** The access log, and the log of each function that the API calls. */
export function trailSourcesOf(stage: string): TrailSource[] {
  const names = new Set<string>([...routes.map((route) => route.function), OTHER_METHODS]);
  return [
    { name: 'access', logGroup: accessLogOf(stage), pattern: ALL_LINES },
    ...[...names].map((name) => ({ name, logGroup: functionLogOf(stage, name), pattern: AUDIT_LINES })),
  ];
}
