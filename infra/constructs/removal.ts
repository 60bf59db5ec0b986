import { RemovalPolicy } from 'aws-cdk-lib';
import type { Settings } from '../settings.ts';

/** Data stays when its stack goes, unless the operator of a trial stage says `removal=destroy`. */
export const removalOf = (settings: Settings): RemovalPolicy =>
  settings.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

/**
 * For named resources of the stacks that can be thrown away: they stay too, but a first deployment that fails takes them back,
 * else the next one would find the names in use.
 */
export const removalAfterCreation = (settings: Settings): RemovalPolicy =>
  settings.removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
