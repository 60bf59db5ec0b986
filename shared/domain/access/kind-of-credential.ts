/** Keys and clients are records of one kind: what is done with the one is not done with the other. */
import type { Credential } from '../../contract/registry.ts';

export const isKey = ({ secretHash }: Credential): boolean => secretHash !== undefined;

export const isClient = (credential: Credential): credential is Credential & { readonly clientId: string } =>
  credential.clientId !== undefined;
