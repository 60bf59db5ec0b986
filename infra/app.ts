/**
 * Entry of the CDK app: bundles the functions and synthesizes every stack. cdk.json runs it with `--single-threaded`: on two
 * processors V8's background compilation of CloudFormation's validator, 9 MB of WebAssembly, takes as long as the whole
 * synth takes without it (6.7 s of processor instead of 13.8, means of five runs beside other work).
 */
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { bundleFunctions } from './bundle.ts';

const root = join(import.meta.dirname, '..');

const bundles = bundleFunctions({
  functionsDirectory: join(root, 'functions'),
  buildDirectory: join(root, 'build/functions'),
});
buildApp({ bundles, outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out') }).app.synth();
