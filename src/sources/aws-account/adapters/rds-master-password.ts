import type { Fact } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';

/**
 * RDS answers with a secret only where it keeps the password in Secrets Manager, and AWS Config's published properties do not
 * list it: its presence proves much, its absence nothing.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_MasterUserSecret.html
 */
export function managedMasterPassword(item: ItemReader): Fact<boolean> {
  const path = 'configuration.masterUserSecret';
  return item.within(path) === undefined
    ? item.unknown(path, 'not-recorded', 'AWS Config does not record whether RDS manages the master password')
    : item.known(path, true);
}

/** Where somebody took a password from is not to be seen in the account. */
export function passwordFromSecret(item: ItemReader): Fact<boolean> {
  const detail = 'AWS does not record where a password comes from';
  return item.unknown('configuration.masterUsername', 'not-recorded', detail);
}
