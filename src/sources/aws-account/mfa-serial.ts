/**
 * Virtual devices (`mfa/`), FIDO keys and passkeys (`u2f/`) have an ARN for a serial number; a token has what is printed on it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function isFidoDevice(serial: unknown): serial is string {
  return typeof serial === 'string' && /^arn:[^:]+:iam::\d*:u2f\//.test(serial);
}

/** A hardware token for one-time passwords. */
export function isToken(serial: string): boolean {
  return !serial.startsWith('arn:');
}
