/** For whom a key acts: every use of a credential's agency asks here. */
import type { Credential } from '../../contract/registry.ts';

/** With the sub-units of each; more than one where a vendor acts for several. The country is alone. */
export const agenciesOf = ({
  agency,
  furtherAgencies = [],
}: Pick<Credential, 'agency' | 'furtherAgencies'>): readonly string[] => [agency, ...furtherAgencies];

/** As messages and tables name them. */
export const agenciesText = (credential: Pick<Credential, 'agency' | 'furtherAgencies'>): string =>
  agenciesOf(credential).join(', ');
