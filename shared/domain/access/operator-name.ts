/**
 * What people know an operator by, of the ARN that signed: the user, or the name of the session of a role. The account and the role are not
 * in it, as reports are read outside of those who operate the hub.
 */
export const operatorName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
