import { describe, expect, it } from '@jest/globals';
import { createFunctionHost } from '../../../src/functions/create-function-host.ts';
import { functionTimeZone, timeZoneFaults, timeZoneWarning } from '../../../src/functions/time-zone.ts';
import { createClock } from '../../../src/model/index.ts';
import { declare } from '../e2e/support.ts';

const inZone = (logicalId: string, zone?: string) =>
  declare({ logicalId, environment: zone === undefined ? {} : { TZ: zone } });

describe('functionTimeZone', () => {
  it.each([
    { name: 'no function', functions: [], zone: 'UTC' },
    { name: 'none declared', functions: [inZone('A'), inZone('B')], zone: 'UTC' },
    { name: 'one for all', functions: [inZone('A', 'Asia/Tokyo'), inZone('B', ':Asia/Tokyo')], zone: 'Asia/Tokyo' },
    { name: 'names of UTC', functions: [inZone('A', ':UTC'), inZone('B', 'Etc/UTC'), inZone('C')], zone: 'UTC' },
    { name: 'different ones', functions: [inZone('A', 'Asia/Tokyo'), inZone('B')], zone: undefined },
  ])('$name', ({ functions, zone }) => {
    expect(functionTimeZone(functions)).toBe(zone);
    expect(timeZoneFaults(functions)).toHaveLength(zone === undefined ? 1 : 0);
  });
});

describe('timeZoneFaults', () => {
  it('name the functions and their zones', () => {
    const [fault] = timeZoneFaults([inZone('A', 'Asia/Tokyo'), inZone('B', 'Europe/Berlin')]);
    expect(fault).toMatchObject({
      rule: 'time-zones-differ',
      where: { logicalId: 'B', path: 'Properties.Environment.Variables.TZ' },
      given: 'Europe/Berlin, but Asia/Tokyo for A',
    });
  });
});

describe('a function host', () => {
  it('does not start with functions of different time zones', () => {
    const inZones = ['Asia/Tokyo', 'Europe/Berlin'].map((zone) => ({ ...inZone(zone, zone), arn: zone }));
    const start = () => createFunctionHost({ functions: inZones, clock: createClock(), region: 'us-east-1' });
    expect(start).toThrow(TypeError);
    expect(start).toThrow(/Europe\/Berlin: Functions run in different time zones.*Europe\/Berlin, but Asia\/Tokyo/s);
  });
});

describe('timeZoneWarning', () => {
  it('is silent in UTC and names any other zone with the remedy', () => {
    expect(timeZoneWarning('UTC', [])).toBeUndefined();
    expect(timeZoneWarning('Europe/Berlin', [])).toMatch(/Europe\/Berlin.*TZ=UTC/);
  });

  it('is silent in the zone that all functions declare, and names it in any other', () => {
    const functions = [inZone('A', 'Asia/Tokyo')];
    expect(timeZoneWarning('Asia/Tokyo', functions)).toBeUndefined();
    expect(timeZoneWarning('UTC', functions)).toMatch(/time zone UTC.*declare TZ Asia\/Tokyo.*TZ=Asia\/Tokyo/);
  });
});
