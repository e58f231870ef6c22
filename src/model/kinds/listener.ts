import { bool, defineKind, int, list, many, one, string } from '../kind.ts';

export const listener = defineKind({
  name: 'listener',
  title: 'Listener',
  service: 'elb',
  meaning: 'A listener of a load balancer with its rules',
  attributes: {
    loadBalancerArn: string('Load balancer it belongs to', { optional: true }),
    port: int('Port it listens on', { optional: true }),
    protocol: string('HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP or GENEVE'),
    sslPolicy: string('TLS policy of an HTTPS or TLS listener', { optional: true }),
    certificateArn: string('Certificate of an HTTPS or TLS listener', { optional: true }),
    defaultAction: string('Last of its default actions: forward, redirect or fixed-response'),
    redirectsToHttps: bool('Its default actions and all its rules redirect to HTTPS, and nothing else'),
    targetGroupArns: list(
      string('target group'),
      'Target groups that its default actions and rules forward to',
    ),
    demandsHeader: bool('It forwards only what carries a header that its rules ask for'),
  },
  relations: {
    loadBalancer: one('load-balancer', { mine: 'loadBalancerArn' }, 'The load balancer it belongs to'),
    targetGroups: many('target-group', { mine: 'targetGroupArns' }, 'Target groups that it forwards to'),
    certificate: one('acm-certificate', { mine: 'certificateArn' }, 'Its certificate'),
  },
});
