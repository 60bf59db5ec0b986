/** Faults planted into the app before it is synthesized: properties of its resources, by type and a part of their path. */
import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Hub } from './hub.ts';

export const ANY = '*';
export const resources = (root: IConstruct, type: string): CfnResource[] =>
  root.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter(({ cfnResourceType }) => type === ANY || cfnResourceType === type);

export const first = (root: IConstruct, type: string, id = ''): CfnResource => {
  const found = resources(root, type).find((resource) => resource.node.path.includes(id));
  if (!found) throw new Error(`no ${type} at ${id}`);
  return found;
};

export const override = (type: string, id: string, path: string, value: unknown) => (hub: Hub) =>
  first(hub.app, type, id).addPropertyOverride(path, value);
export const remove = (type: string, id: string, path: string) => (hub: Hub) =>
  first(hub.app, type, id).addPropertyDeletionOverride(path);
