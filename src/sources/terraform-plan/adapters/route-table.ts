import { byDefault, type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString } from '../reader.ts';
import { attachedTo, linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { agreed, cannotTell, leadsOut, type Route, routesOf, separateRoutes } from './routes.ts';

export const bySubnet: Link = { type: 'aws_route_table_association', by: 'subnet_id', owner: ['id'] };
const byTable: Link = { type: 'aws_route_table_association', by: 'route_table_id', owner: ['id'] };
export const mainByVpc: Link = { type: 'aws_main_route_table_association', by: 'vpc_id', owner: ['id'] };
const mainByTable: Link = { type: mainByVpc.type, by: 'route_table_id', owner: ['id'] };
const defaultByVpc: Link = {
  type: 'aws_default_route_table',
  by: 'default_route_table_id',
  owner: ['default_route_table_id'],
};

/** `aws_route_table` and the VPC's default one. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html */
export function adaptRouteTable(at: Scope, view: PhaseView): FactsOf<Kinds['route-table']> {
  const { routes, open } = routesOf(at, view);
  const items = routes.map((route): Fact<Route> => known(route, route.fields.target.place, 'route'));
  return {
    vpcId: vpcOf(at, 'default_route_table_id'),
    main: isMain(at, view),
    subnetIds: subnetsOf(at, view),
    routes: known(open === undefined ? { items } : { items, open }, at.place, 'route'),
  };
}

/** A default table or ACL says which VPC it is of by the attribute of the VPC that names it. */
export function vpcOf(at: Scope, adopted: string): Fact<string> {
  const own = readString(at, 'vpc_id');
  if (own.state === 'known' || !(adopted in at.values || at.resource.type.startsWith('aws_default_')))
    return own;
  const through = readString(at, adopted);
  return through.state === 'unknown' && through.references.length > 0 ? through : own;
}

function subnetsOf(at: Scope, view: PhaseView): Fact<ListValue<string>> {
  const { items, open } = attachedTo(at, byTable, view);
  const links = items
    .map((association) => readString(association, 'subnet_id', 'absent'))
    .filter((link) => link.state !== 'absent');
  return known(open === undefined ? { items: links } : { items: links, open }, at.place, byTable.type);
}

function isMain(at: Scope, view: PhaseView): Fact<boolean> {
  const named = attachedTo(at, mainByTable, view);
  const [association] = named.items;
  if (association !== undefined) return known(true, association.place, 'route_table_id');
  if (named.open !== undefined) return named.open;
  if (at.resource.type === 'aws_default_route_table') return known(true, at.place, 'type');
  return at.fresh
    ? known(false, at.place, 'id')
    : cannotTell(at, 'id', 'the plan does not tell the main route table');
}

/**
 * A subnet is public when its route table, or else the main one of its VPC, has a route to an internet gateway.
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export function isPublic(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, bySubnet, view);
  const [association] = items;
  if (association !== undefined) return throughTable(association, view);
  if (open !== undefined) return open;
  const removed = view.previous !== undefined && attachedTo(at, bySubnet, view.previous).items.length > 0;
  if (!at.fresh && !removed && at.resource.type !== 'aws_default_subnet')
    return cannotTell(at, bySubnet.type, 'the plan holds no association of it with a route table');
  return throughMain(at, view);
}

/** The table that an association names, or what all that it may name agree in. */
function throughTable(association: Scope, view: PhaseView): Fact<boolean> {
  const link = readString(association, 'route_table_id');
  const otherwise = cannotTell(association, 'route_table_id', 'its route table is not in the plan');
  if (link.state === 'known') {
    const found = tables
      .map((type) => view.named(type, 'id').get(link.value))
      .find((table) => table !== undefined);
    return found === undefined ? otherwise : out(view.scope(found), view);
  }
  if (link.state !== 'unknown') return otherwise;
  const targets = link.references
    .flatMap((reference) => reference.targets)
    .map((address) => view.at(address));
  const isFollowed = link.references.every((reference) => reference.targets.length > 0);
  const facts = targets.map((target): Fact<boolean> => {
    if (target === undefined) return link;
    if (tables.includes(target.type)) return out(view.scope(target), view);
    // aws_vpc.main.main_route_table_id, or default_route_table_id
    return target.type === 'aws_vpc' ? mainOf(view.scope(target), view) : link;
  });
  return isFollowed ? agreed(facts, link) : link;
}

const tables = ['aws_route_table', 'aws_default_route_table'];

function out(table: Scope, view: PhaseView): Fact<boolean> {
  return leadsOut(routesOf(table, view), table);
}

function throughMain(subnet: Scope, view: PhaseView): Fact<boolean> {
  // It is there already when Terraform adopts it, public as AWS made it or changed since.
  if (subnet.resource.type === 'aws_default_subnet')
    return cannotTell(subnet, 'id', "the default VPC's routes are not in the plan");
  const vpc = linkedTo(subnet, 'vpc_id', { type: 'aws_vpc', names: ['id'] }, view);
  return vpc === undefined
    ? cannotTell(subnet, 'vpc_id', "its VPC's main route table is not in the plan")
    : mainOf(vpc, view);
}

/** The main table of a new VPC has local routes alone. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
function mainOf(vpc: Scope, view: PhaseView): Fact<boolean> {
  const named = attachedTo(vpc, mainByVpc, view);
  const [association] = named.items;
  if (association !== undefined) return throughTable(association, view);
  const adopted = attachedTo(vpc, defaultByVpc, view);
  const [table] = adopted.items;
  if (table !== undefined) return out(table, view);
  const open = named.open ?? adopted.open;
  if (open !== undefined) return open;
  const separate = leadsOut(separateRoutes(vpc, view), vpc);
  if (separate.state !== 'known' || separate.value) return separate;
  return vpc.fresh
    ? byDefault(false, vpc.place, 'main_route_table_id')
    : cannotTell(vpc, 'main_route_table_id', "the routes of the VPC's main route table are not in the plan");
}
