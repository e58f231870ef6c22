import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'cloudtrail:DescribeTrails',
    scope: 'region',
    gives: 'trails, to ask whether they log',
    kinds: [],
    describes: ['cloudtrail-trail'],
    fields: ['trailList'],
    lists: { trailList: 'AWS::CloudTrail::Trail' },
    input: { includeShadowTrails: false },
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
      input: ({ TrailARN }) => ({ Name: TrailARN }),
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
      input: ({ TrailARN }) => ({ TrailName: TrailARN }),
    },
  },
];

/** Whether trails log and what they select; AWS Config knows neither. */
export const cloudtrail: Collector = { actions };
