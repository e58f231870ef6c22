import { cajaTags, iamArn, type Statement, type Tags } from './words.ts';

export interface User {
  readonly name: string;
  readonly tags: Tags;
  readonly groups?: readonly string[];
  readonly attached?: readonly string[];
  readonly inline?: Readonly<Record<string, Statement>>;
  readonly report: Readonly<Record<string, string>>;
  readonly virtualMfa?: boolean;
  /** Serial numbers of other devices than virtual ones. */
  readonly devices?: readonly string[];
}

const withPassword = {
  password_enabled: 'true',
  password_last_used: '2026-11-18T07:05:11+00:00',
  password_last_changed: '2026-09-30T08:00:00+00:00',
  password_next_rotation: '2026-12-29T08:00:00+00:00',
};

export const operators = 'caja-prod-access-operators';
export const administrators = 'caja-emergency';
export const support = 'support';

/** When the account's first users were made. */
export const madeAt = '2025-03-04T09:00:00.000Z';

const keyOf = (user: string, key: string) => iamArn(`u2f/user/${user}/${key}`);

export const users: readonly User[] = [
  {
    name: 'caja-prod-access-on-call.primary',
    tags: cajaTags('access', 'caja-prod-access-on-call.primary'),
    groups: [operators],
    report: { ...withPassword, mfa_active: 'true' },
    devices: ['GAHT44120093'],
  },
  {
    name: 'caja-prod-access-on-call.secondary',
    tags: cajaTags('access', 'caja-prod-access-on-call.secondary'),
    groups: [operators],
    report: { ...withPassword, mfa_active: 'true' },
    virtualMfa: true,
  },
  {
    name: 'caja-emergency.first',
    tags: cajaTags('access', 'caja-emergency.first'),
    groups: [administrators],
    report: { ...withPassword, mfa_active: 'true' },
    devices: [keyOf('caja-emergency.first', 'safe-A7K2')],
  },
  // Left from before the roles: a console password without a second factor, unused since spring, and administration.
  {
    name: 'consultant',
    tags: {},
    attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    report: {
      ...withPassword,
      password_last_used: '2026-04-02T12:00:00+00:00',
      password_last_changed: '2025-03-04T09:00:05+00:00',
      password_next_rotation: 'N/A',
      mfa_active: 'false',
    },
  },
  // Answers people who lost their keys, by a script with a key of its own.
  {
    name: 'support-desk',
    tags: { Owner: 'platform-team@caja.example.com' },
    groups: [support],
    report: {
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2026-10-12T08:00:00+00:00',
      access_key_1_last_used_date: '2026-11-19T16:40:00+00:00',
      access_key_1_last_used_region: 'us-east-1',
      access_key_1_last_used_service: 'iam',
    },
  },
  {
    name: 'ci-deploy',
    tags: { ...cajaTags('access'), Owner: 'platform-team@caja.example.com' },
    inline: {
      'push-images': { Effect: 'Allow', Action: ['ecr:PutImage', 'ecr:UploadLayerPart'], Resource: '*' },
    },
    report: {
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2026-03-01T09:30:00+00:00',
      access_key_1_last_used_date: '2026-11-19T18:22:00+00:00',
      access_key_1_last_used_region: 'eu-west-1',
      access_key_1_last_used_service: 'ecr',
      access_key_2_active: 'false',
      access_key_2_last_rotated: '2025-06-15T09:30:00+00:00',
    },
  },
];
