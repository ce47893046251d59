import { randomBytes } from 'node:crypto';
import type { FunctionCredentials } from '../../functions/index.ts';
import type { Caller, FindCaller, Permissions } from '../../iam/index.ts';
import type { LambdaFunction, Model, Role } from '../../model/index.ts';

/** The functions of a platform as callers of its services: each with credentials of its own, in its role. */
export interface RoleSessions {
  /** The same for as long as a function keeps its role; new at each start of the platform. */
  readonly credentialsOf: (fn: LambdaFunction) => FunctionCredentials;
  readonly findCaller: FindCaller;
  /** Goes over to the roles of another version; a role that only functions under way still have stays as it was. */
  declare(version: Pick<Model, 'functions' | 'roles'>): void;
}

interface Session {
  readonly roleArn: string;
  readonly userArn: string;
  readonly credentials: FunctionCredentials;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export function createRoleSessions(first: Pick<Model, 'functions' | 'roles'>): RoleSessions {
  const roles = new Map<string, Role>();
  const byFunction = new Map<string, Session>();
  const byKey = new Map<string, Session>();
  const declare: RoleSessions['declare'] = (version) => {
    for (const { roleArn } of version.functions) roles.delete(roleArn);
    for (const role of version.roles) roles.set(role.arn, role);
  };
  declare(first);
  return {
    declare,
    credentialsOf: ({ arn, functionName, roleArn }) => {
      const id = JSON.stringify([arn, roleArn]);
      const session = byFunction.get(id) ?? openSession(roleArn, functionName);
      byFunction.set(id, session);
      byKey.set(session.credentials.accessKeyId, session);
      return session.credentials;
    },
    findCaller: (accessKeyId) => {
      const session = byKey.get(accessKeyId);
      return session && toCaller(session, roles.get(session.roleArn));
    },
  };
}

/** `arn:<partition>:iam::<account>:role/<path>/<name>`; Lambda names the session after the function. */
function openSession(roleArn: string, functionName: string): Session {
  const [, partition = '', , , accountId = ''] = roleArn.split(':');
  const roleName = roleArn.split('/').at(-1) ?? '';
  return {
    roleArn,
    userArn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${functionName}`,
    credentials: {
      accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(96).toString('base64'),
    },
  };
}

const toCaller = ({ credentials, userArn, roleArn }: Session, role: Role | undefined): Caller => ({
  ...credentials,
  userArn,
  permissions: role ?? unknownRole(roleArn),
});

const unknownRole = (roleArn: string): Permissions => ({
  statements: [],
  unknownBecause:
    `the role ${roleArn} is not in the assembly, so that its policies are not known to the local platform. Declare the ` +
    'role in the assembly, or give its policies (the option policies, by the ARN of the role).',
});
