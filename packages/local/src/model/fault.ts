/** The options of `startPlatform` that faults and deviations can name. */
export type OptionName =
  | 'accountId'
  | 'allowHosts'
  | 'allowedHttpHosts'
  | 'api'
  | 'awsEndpoint'
  | 'code'
  | 'domains'
  | 'environmentForAll'
  | 'environmentOverrides'
  | 'gatewaySettings'
  | 'identities'
  | 'issuerKeys'
  | 'layers'
  | 'parameters'
  | 'policies'
  | 'region'
  | 'skipRoutes'
  | 'stack'
  | 'stage';

/** An option of `startPlatform`, and one entry of it. */
export interface FaultOption {
  readonly name: OptionName;
  /** A parameter's name, an issuer, an ARN, a host, a route key. @default the option as a whole */
  readonly entry?: string;
}

/** The resource or stack that a fault is about; empty when it is outside every stack. */
interface FaultOwner {
  readonly stack?: string;
  /** The resource's (or the output's) logical ID. */
  readonly logicalId?: string;
  /** The resource type. */
  readonly type?: string;
}

/** Where a fault is: in the assembly, in a file, or in an option of `startPlatform`. */
export type FaultPlace = FaultOwner &
  (
    | {
        /** The path from the resource to the value, `Properties.CorsConfiguration.MaxAge`; outside resources a file. */
        readonly path: string;
        readonly option?: never;
      }
    | { readonly option: FaultOption; readonly path?: never }
  );

/** What is wrong and what to do about it, without the place. */
export interface Finding {
  /** The rule that refuses, for programs: a stable name in kebab case, `authorizer-ttl-range`. */
  readonly rule: string;
  /** What is wrong: a sentence without `given` and `allowed`, in AWS's own words where AWS has a message. */
  readonly what: string;
  /** The value: JSON, cut at 120 characters. Never a secret, nor the value of an environment variable. */
  readonly given?: string;
  /** What is allowed, in words or as a list. */
  readonly allowed?: string;
  /** What to change in the template. Names no option and no flag: library and command line each name their own. */
  readonly remedy: string;
  /** An option that solves it instead. */
  readonly option?: FaultOption;
}

/** One thing that keeps an assembly from running. */
export interface Fault extends Finding {
  readonly where: FaultPlace;
}
