import type { Identity } from '../../iam/index.ts';

/** A caller as an option gives it. Members that are left out are derived from the platform's account. */
export interface GivenIdentity extends Pick<Identity, 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'policies'> {
  /** The name of the IAM user. @default the access key id */
  readonly name?: string;
  /** @default the ARN of the user of this name in the platform's account */
  readonly userArn?: string;
  /** @default the access key id */
  readonly userId?: string;
  /** Twelve digits. @default the platform's account */
  readonly accountId?: string;
}

/** @param run the platform's own, whose account is taken where none is given */
export function completeIdentity({ name, ...given }: GivenIdentity, { userArn, accountId }: Identity): Identity {
  const { accessKeyId } = given;
  return { userArn: userArn.replace(/[^/]*$/, () => name ?? accessKeyId), userId: accessKeyId, accountId, ...given };
}
