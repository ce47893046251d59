/** The options of `startPlatform` that faults and deviations speak of. */
export type OptionName =
  | 'accountId'
  | 'allowedHttpHosts'
  | 'api'
  | 'domains'
  | 'environmentForAll'
  | 'environmentOverrides'
  | 'gatewaySettings'
  | 'identities'
  | 'issuerKeys'
  | 'parameters'
  | 'policies'
  | 'region'
  | 'skipRoutes'
  | 'stack'
  | 'stage';

/** An option of `startPlatform`, and the entry of it that is meant. */
export interface FaultOption {
  readonly name: OptionName;
  /** A parameter's name, an issuer, an ARN, a host, a route key. @default the option as a whole */
  readonly entry?: string;
}

/** The resource or stack that a fault is about; empty where it lies outside every stack. */
interface FaultOwner {
  readonly stack?: string;
  /** The resource's (or the output's) logical ID. */
  readonly logicalId?: string;
  /** The resource type. */
  readonly type?: string;
}

/** Where a fault stands: in the assembly, in a file, or in an option of `startPlatform`. */
export type FaultPlace = FaultOwner &
  (
    | {
        /** The way from the resource to the value, `Properties.CorsConfiguration.MaxAge`; outside resources a file. */
        readonly path: string;
        readonly option?: never;
      }
    | { readonly option: FaultOption; readonly path?: never }
  );

/** What is wrong and what to do about it, without the place. */
export interface Finding {
  /** The rule that refuses, for programs: a stable name in kebab case, `authorizer-ttl-range`. */
  readonly rule: string;
  /** What is wrong: a sentence, which does not repeat `given` and `allowed`. AWS's own words where it has any. */
  readonly what: string;
  /** The value as it is shown: JSON, cut at 120 characters. Never a secret, nor the value of an environment variable. */
  readonly given?: string;
  /** In words or as a list. */
  readonly allowed?: string;
  /** What to change in the template. Names neither an option nor a flag: each face names its own. */
  readonly remedy: string;
  /** An option that settles it instead. */
  readonly option?: FaultOption;
}

/** One thing that keeps an assembly from running. */
export interface Fault extends Finding {
  readonly where: FaultPlace;
}
