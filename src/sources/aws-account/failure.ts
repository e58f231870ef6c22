import type { Failure, FailureKind } from './answer.ts';

/** A failed attempt, and whether asking again may help. */
export interface FailedAttempt {
  readonly failure: Failure;
  readonly again: 'never' | 'a-few-times' | 'patiently';
}

/** An answer that came and could not be understood. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

/** No answer within the time of one attempt. */
export class NoAnswer extends Error {
  override readonly name = 'TimeoutError';
}

const names: Readonly<Record<Exclude<FailureKind, 'unreadable' | 'other'>, ReadonlySet<string>>> = {
  denied: new Set([
    'AccessDenied',
    'AccessDeniedException',
    'AuthorizationError',
    'AuthorizationErrorException',
    'Client.UnauthorizedOperation',
    'NotAuthorized',
    'OrganizationAccessDeniedException',
    'UnauthorizedOperation',
  ]),
  throttled: new Set([
    'EC2ThrottledException',
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ]),
  'timed-out': new Set([
    'CredentialReportNotReadyException',
    'RequestTimeout',
    'RequestTimeoutException',
    'TimeoutError',
  ]),
  off: new Set(['OptInRequired', 'SubscriptionRequiredException']),
  expired: new Set([
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'TokenProviderError',
  ]),
};

/**
 * What a region that is not switched on answers: it does not know the credentials that the home region took.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const strangers = new Set([
  'AuthFailure',
  'InvalidClientTokenId',
  'InvalidClientTokenIdException',
  'UnrecognizedClientException',
]);

const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly status?: number;
  readonly skewCorrected: boolean;
}

/** Reads what the SDK threw. `away` says that the region is another one than the one whose STS knew the credentials. */
export function failureOf(error: unknown, away: boolean): FailedAttempt {
  const thrown = read(error);
  const kind = kindOf(thrown, away);
  return {
    failure: { name: thrown.name, message: thrown.message, kind },
    again: againOf(kind, thrown),
  };
}

function kindOf(thrown: Thrown, away: boolean): FailureKind {
  for (const [kind, known] of Object.entries(names)) {
    if (known.has(thrown.name)) return kind as FailureKind;
  }
  if (strangers.has(thrown.name)) return away ? 'off' : 'denied';
  if (thrown.status === 429) return 'throttled';
  if (thrown.code === 'ETIMEDOUT') return 'timed-out';
  if (isUnreadable(thrown)) return 'unreadable';
  return thrown.status === 403 ? 'denied' : 'other';
}

function againOf(kind: FailureKind, thrown: Thrown): FailedAttempt['again'] {
  if (thrown.skewCorrected) return 'a-few-times';
  if (kind === 'throttled') return 'patiently';
  if (kind === 'timed-out' || kind === 'unreadable') return 'a-few-times';
  if (kind !== 'other') return 'never';
  const passing = (thrown.status ?? 0) >= 500 || networkCodes.has(thrown.code ?? '');
  return passing ? 'a-few-times' : 'never';
}

/** A body that ended early, is not JSON, or not XML. */
function isUnreadable(thrown: Thrown): boolean {
  return (
    thrown.name === 'UnreadableAnswer' ||
    thrown.name === 'SyntaxError' ||
    /XML parse error|Deserialization error/.test(thrown.message) ||
    (thrown.code === 'ECONNRESET' && thrown.message === 'aborted')
  );
}

function read(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), skewCorrected: false };
  const { code, $metadata } = error as {
    code?: unknown;
    $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean };
  };
  return {
    name: error.name,
    // The SDK's advice about `$responseBodyText` is for programmers.
    message: error.message.split('\n', 1)[0]?.trim() ?? '',
    ...(typeof code === 'string' ? { code } : {}),
    ...($metadata?.httpStatusCode === undefined ? {} : { status: $metadata.httpStatusCode }),
    skewCorrected: $metadata?.clockSkewCorrected === true,
  };
}
