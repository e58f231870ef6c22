import { bool, defineKind, list, string } from '../kind.ts';

export const dnsRecord = defineKind({
  name: 'dns-record',
  title: 'DNS record',
  service: 'route53',
  meaning: 'A record set of a Route 53 zone',
  attributes: {
    writtenName: string('Name as written, in lower case; Route 53 adds the zone where it is missing', {
      optional: true,
    }),
    recordName: string('Full name, without the dot at its end and in lower case', { optional: true }),
    recordType: string('A, AAAA, CNAME, TXT …'),
    zoneId: string('Hosted zone', { optional: true }),
    alias: bool('It is an alias, which Route 53 follows itself'),
    targets: list(string('target'), 'Host names that it points at: the alias, or the values of a CNAME'),
  },
  relations: {},
});
