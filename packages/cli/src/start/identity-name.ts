/**
 * Whether a text can be the name of an IAM user.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
export const isUserName = (text: string): boolean => /^[\w+=,.@-]{1,64}$/.test(text);
