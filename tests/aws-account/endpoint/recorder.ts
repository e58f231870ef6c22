/** A recorder of AWS Config that records everything, and its status. */
export const recorder = {
  name: 'default',
  roleARN: 'arn:aws:iam::111122223333:role/config',
  recordingGroup: {
    allSupported: true,
    includeGlobalResourceTypes: true,
    resourceTypes: [],
    recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
  },
  recordingMode: { recordingFrequency: 'CONTINUOUS' },
};

export const recording = {
  name: 'default',
  recording: true,
  lastStatus: 'SUCCESS',
  lastStartTime: '2026-01-01T00:00:00.000Z',
  lastStatusChangeTime: '2026-11-01T00:00:00.000Z',
};
