import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBlocks, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

export type Routes = FactsOf<Kinds['route-table']>['routes'];
export type Route = Routes extends Fact<ListValue<infer R>> ? R : never;

export const routeLink: Link = { type: 'aws_route', by: 'route_table_id', owner: ['id'] };

/** The routes of one table, and why there may be more. */
export interface RouteSide {
  readonly routes: readonly Route[];
  readonly open?: Unknown;
}

/** Inline routes and those that are resources of their own; the state of a table shows both kinds inline. */
export function routesOf(table: Scope, view: PhaseView): RouteSide {
  const separate = separateRoutes(table, view);
  const { items, open } = readBlocks(table, 'route', 'nothing');
  const own = new Set(separate.routes.map(destinationOf));
  const gone = new Set(removedDestinations(table, view, own));
  const inline = items
    .map((block) => readRoute(block, view))
    .filter((route) => !own.has(destinationOf(route)) && !gone.has(destinationOf(route)));
  const cause = separate.open ?? (separate.routes.length > 0 && table.fresh ? undefined : open);
  const routes = [...separate.routes, ...inline];
  return cause === undefined ? { routes } : { routes, open: cause };
}

/** Routes that name their table, or, for the table that a VPC is born with, the VPC. */
export function separateRoutes(owner: Scope, view: PhaseView): RouteSide {
  const { items, open } = attachedTo(owner, routeLink, view);
  const routes = items.map((route) => readRoute(route, view));
  return open === undefined ? { routes } : { routes, open };
}

function removedDestinations(table: Scope, view: PhaseView, kept: ReadonlySet<string>): readonly string[] {
  if (table.fresh || view.previous === undefined) return [];
  const before = separateRoutes(table, view.previous).routes.map(destinationOf);
  return before.filter((destination) => !kept.has(destination));
}

const destinations = [
  'destination_cidr_block',
  'cidr_block',
  'destination_ipv6_cidr_block',
  'ipv6_cidr_block',
  'destination_prefix_list_id',
];

/** A range is written in one way only; Terraform and AWS know no two routes to one destination. */
function destinationOf({ fields }: Route): string {
  const { destination } = fields;
  if (destination.state === 'known') return destination.value;
  return destination.state === 'unknown' ? destination.references.map(({ text }) => text).join() : '';
}

function readRoute(at: Scope, view: PhaseView): Route {
  const separate = at.prefix === '';
  const written = destinations
    .filter((key) => key !== (separate ? 'cidr_block' : 'destination_cidr_block'))
    .filter((key) => key !== (separate ? 'ipv6_cidr_block' : 'destination_ipv6_cidr_block'));
  const destination = firstWritten(at, written);
  return {
    fields: { destination: destination ?? known('', at.place, at.prefix), target: readTarget(at, view) },
  };
}

/** What the attributes of a route lead to. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
const byAttribute: readonly (readonly [attribute: string, target: string])[] = [
  ['nat_gateway_id', 'nat-gateway'],
  ['egress_only_gateway_id', 'egress-only-gateway'],
  ['vpc_endpoint_id', 'vpc-endpoint'],
  ['vpc_peering_connection_id', 'peering'],
  ['transit_gateway_id', 'transit-gateway'],
  ['network_interface_id', 'other'],
  ['carrier_gateway_id', 'other'],
  ['local_gateway_id', 'other'],
  ['core_network_arn', 'other'],
];

/** Default tables lead nowhere outside of the region. */
function attributesOf(at: Scope): typeof byAttribute {
  if (at.resource.type !== 'aws_default_route_table') return byAttribute;
  return byAttribute.filter(([attribute]) => !/^(carrier|local)_/.test(attribute));
}

function readTarget(at: Scope, view: PhaseView): Fact<string> {
  const gateway = firstWritten(at, ['gateway_id']);
  const others = attributesOf(at).map(([attribute, target]) => ({
    target,
    fact: firstWritten(at, [attribute]),
  }));
  const other = others.find(({ fact }) => fact !== undefined && isWritten(fact));
  if (gateway !== undefined && isWritten(gateway)) return gatewayTarget(gateway, view);
  if (other?.fact !== undefined) return known(other.target, at.place, other.fact.path);
  const doubt = gateway ?? others.find(({ fact }) => fact !== undefined)?.fact;
  return doubt?.state === 'unknown' ? doubt : known('other', at.place, `${at.prefix}gateway_id`);
}

/** The first that is written, or else the first of which nobody can say whether it is. */
function firstWritten(at: Scope, keys: readonly string[]): Fact<string> | undefined {
  const facts = keys.map((key) => readString(at, key, 'absent')).filter((fact) => fact.state !== 'absent');
  return facts.find(isWritten) ?? facts[0];
}

function isWritten(fact: Fact<string>): boolean {
  return (
    fact.state === 'known' || (fact.state === 'unknown' && (fact.set === true || fact.references.length > 0))
  );
}

const prefixes: readonly (readonly [prefix: string, target: string])[] = [
  ['igw-', 'internet-gateway'],
  ['vpce-', 'vpc-endpoint'],
  ['local', 'local'],
];

/** What `gateway_id` may name, by the types of Terraform. */
const gateways = new Map([
  ['aws_internet_gateway', 'internet-gateway'],
  ['aws_vpn_gateway', 'other'],
  ['aws_vpc_endpoint', 'vpc-endpoint'],
]);

/** Inline routes share the references of all of them: those that can be no gateway are another route's. */
function gatewayTarget(gateway: Fact<string>, view: PhaseView): Fact<string> {
  if (gateway.state === 'known') {
    const target = prefixes.find(([prefix]) => gateway.value.startsWith(prefix))?.[1] ?? 'other';
    return { ...gateway, value: target };
  }
  if (gateway.state !== 'unknown') return gateway;
  const types = gateway.references
    .flatMap(({ targets }) => targets)
    .map((target) => view.at(target)?.type ?? '');
  const fitting = new Set(types.flatMap((type) => gateways.get(type) ?? []));
  const [only] = fitting;
  const isFollowed = gateway.references.every(({ targets }) => targets.length > 0);
  return isFollowed && only !== undefined && fitting.size === 1
    ? known(only, gateway.place, gateway.path)
    : gateway;
}

/** Whether one of them leads to the internet. */
export function leadsOut({ routes, open }: RouteSide, at: Scope): Fact<boolean> {
  const targets = routes.map(({ fields }) => fields.target);
  const out = targets.find((target) => target.state === 'known' && target.value === 'internet-gateway');
  if (out !== undefined) return known(true, out.place, out.path);
  const doubt = targets.find((target) => target.state !== 'known');
  if (doubt?.state === 'unknown') return doubt;
  return open ?? known(false, at.place, 'route');
}

/** Where facts disagree or cannot be told, the answer cannot be told. */
export function agreed(facts: readonly Fact<boolean>[], otherwise: Unknown): Fact<boolean> {
  const [first] = facts;
  if (first?.state !== 'known') return first?.state === 'unknown' ? first : otherwise;
  const other = facts.find((fact) => fact.state !== 'known' || fact.value !== first.value);
  return other === undefined ? first : other.state === 'unknown' ? other : otherwise;
}

export function cannotTell(at: Scope, path: string, detail: string): Unknown {
  return unknown(at.fresh ? 'ambiguous' : 'not-in-plan', detail, { place: at.place, path });
}
