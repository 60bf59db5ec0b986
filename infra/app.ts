/**
 * Entry of the CDK app: bundles the functions and synthesizes every stack. cdk.json runs it with `--single-threaded`: V8's
 * background compilation of CloudFormation's validator, 9 MB of WebAssembly, costs as much as the synth itself (ADR 2).
 */
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { bundleFunctions } from './bundle.ts';

const root = join(import.meta.dirname, '..');

const bundles = bundleFunctions({
  functionsDirectory: join(root, 'functions'),
  buildDirectory: join(root, 'build/functions'),
});
buildApp({
  bundles,
  outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out'),
  region: process.env.CDK_DEFAULT_REGION,
}).app.synth();
