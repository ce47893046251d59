import type { Api, FaultList } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';

/** Leaves each API the one stage that is asked for; an API without it is a fault. */
export function chooseStage(apis: readonly Api[], wanted: string | undefined, faults: FaultList): readonly Api[] {
  if (wanted === undefined) return apis;
  return apis.map((api) => {
    const stages = api.stages.filter(({ name }) => name === wanted);
    if (stages.length === 0) {
      const { stack, logicalId } = api;
      const known = api.stages.map(({ name }) => name).join(', ') || 'none';
      faults.add(
        { stack, logicalId, type: 'AWS::ApiGatewayV2::Api', option: { name: 'stage', entry: wanted } },
        {
          rule: 'unknown-stage',
          what: `The API has no stage ${quote(wanted)}`,
          allowed: known,
          remedy: 'Name a stage of the API.',
        },
      );
    }
    return { ...api, stages };
  });
}
