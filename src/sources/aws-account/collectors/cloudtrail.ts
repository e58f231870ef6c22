import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'cloudtrail:DescribeTrails',
    scope: 'region',
    gives: 'trails',
    kinds: ['cloudtrail-trail'],
    fields: ['trailList'],
    lists: { trailList: 'AWS::CloudTrail::Trail' },
    // A trail whose home is a region that nobody reads shows here alone.
    input: { includeShadowTrails: true },
  },
  {
    api: 'cloudtrail:GetTrailStatus',
    scope: 'region',
    gives: 'whether a trail logs',
    kinds: [],
    describes: ['cloudtrail-trail'],
    fields: ['IsLogging'],
    each: {
      of: 'cloudtrail:DescribeTrails',
      list: 'trailList',
      input: ({ TrailARN, HomeRegion }, { region }) =>
        HomeRegion === region ? { Name: TrailARN } : undefined,
    },
  },
  {
    api: 'cloudtrail:GetEventSelectors',
    scope: 'region',
    gives: 'which events a trail records',
    kinds: [],
    describes: ['cloudtrail-trail'],
    fields: ['EventSelectors', 'AdvancedEventSelectors'],
    each: {
      of: 'cloudtrail:DescribeTrails',
      list: 'trailList',
      input: ({ TrailARN, HomeRegion }, { region }) =>
        HomeRegion === region ? { TrailName: TrailARN } : undefined,
    },
  },
];

/** Trails, whether they log and what they select; AWS Config knows neither. */
export const cloudtrail: Collector = { actions };
