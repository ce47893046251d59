import type { Api, FaultList } from '../../model/index.ts';

/** Leaves each API the one stage that is asked for; an API without it is a fault. */
export function chooseStage(apis: readonly Api[], wanted: string | undefined, faults: FaultList): readonly Api[] {
  if (wanted === undefined) return apis;
  return apis.map((api) => {
    const stages = api.stages.filter(({ name }) => name === wanted);
    if (stages.length === 0) {
      const { stack, logicalId } = api;
      const known = api.stages.map(({ name }) => name).join(', ') || 'none';
      const place = { stack, logicalId, type: 'AWS::ApiGatewayV2::Api', path: 'stage' };
      faults.add(place, `The API has no stage ${JSON.stringify(wanted)}`, `Its stages: ${known}.`);
    }
    return { ...api, stages };
  });
}
