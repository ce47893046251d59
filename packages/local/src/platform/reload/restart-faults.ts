import type { Fault, Model } from '../../model/index.ts';

/** What differs between two versions of an assembly that a running platform cannot take over. */
export function restartFaults(before: Model, after: Model): Fault[] {
  const moved = (['partition', 'region', 'accountId'] as const).filter((name) => before[name] !== after[name]);
  const secure = [...before.domainNames, ...after.domainNames].find(({ mutualTls }) => mutualTls);
  return [
    ...moved.map((name) => ({
      rule: 'reload-into-other-environment',
      where: { path: name },
      what: `The running platform has ${name} ${before[name]}, the new assembly ${after[name]}`,
      remedy: 'Start again with the new assembly.',
    })),
    ...(secure === undefined
      ? []
      : [
          {
            rule: 'reload-of-mutual-tls-domain',
            where: {
              stack: secure.stack,
              logicalId: secure.logicalId,
              type: 'AWS::ApiGatewayV2::DomainName',
              path: 'Properties.MutualTlsAuthentication',
            },
            what: `The listener of ${secure.domainName} cannot change its gateway while it is open`,
            remedy: 'Start again with the new assembly.',
          },
        ]),
  ];
}
