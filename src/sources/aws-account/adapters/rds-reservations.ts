import { absent, type Fact, known, unknown } from '../../../model/fact.ts';
import type { JsonObject } from '../item.ts';
import { placeOf } from '../item.ts';
import { type Evidence, elementsOf, type RegionAnswers, type Why } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';
import { familyOf, unitsOf } from './rds-class.ts';

const reservationsApi = 'rds:DescribeReservedDBInstances';

/** Engines of which reservations apply to every size of a family, by the names that reservations give them. */
const engineOfProduct: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  'aurora-postgresql': 'aurora-postgresql',
  'aurora-mysql': 'aurora-mysql',
};

const flexible = new Set(Object.values(engineOfProduct));

/** "Normalized units" of an hour of use, or of what an hour of a reservation pays for. */
interface Share {
  /** Undefined for a product whose name is not known here. */
  readonly engine: string | undefined;
  /** `db.r7g` */
  readonly family: string;
  readonly units: number;
}

/**
 * How much of what databases of its engine and family use in its region is paid for by the account's active reservations. A
 * reservation belongs to no database: AWS applies it to any size of the family, alone or Multi-AZ, by normalized units.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html
 */
export function reservedPercent(item: ItemReader, answers: RegionAnswers): Fact<number> {
  const path = 'ReservedDBInstances';
  const reservations = answers.of(reservationsApi);
  const place = placeOf(reservations.readBy, item.place.source === 'aws-account' ? item.place.id : '');
  const at = { place, path };
  const own = item.string('configuration.dBInstanceClass');
  const engine = item.string('configuration.engine');
  if (own.state !== 'known') return own as Fact<never>;
  if (engine.state !== 'known') return engine as Fact<never>;
  // Capacity that comes and goes by itself is not sold in advance.
  if (own.value === 'db.serverless') return absent(place, path);
  const bought = elementsOf(reservations, path).filter(isActive);
  if (reservations.missing === undefined && bought.length === 0) return known(0, place, path);
  const whatLacks = lacking([reservations, answers.of('rds:DescribeDBInstances')]);
  if (whatLacks !== undefined) return unknown(whatLacks.reason, whatLacks.detail, at);
  const family = familyOf(own.value);
  if (!flexible.has(engine.value) || family === undefined)
    return unknown(
      'ambiguous',
      `how reservations apply to ${engine.value} on ${own.value} is not worked out`,
      at,
    );
  const share = shareOf(sharesIn(answers), { engine: engine.value, family });
  return share === undefined
    ? unknown(
        'ambiguous',
        'some reservation or database of its family has a size or an engine that is not known',
        at,
      )
    : known(share, place, path);
}

/** What all databases of a region use, and what its reservations pay for. */
interface Shares {
  readonly used: readonly (Share | undefined)[];
  readonly paid: readonly (Share | undefined)[];
}

const sharesByRegion = new WeakMap<RegionAnswers, Shares>();

/** Worked out once a region, not once a database. */
function sharesIn(answers: RegionAnswers): Shares {
  const known = sharesByRegion.get(answers);
  if (known !== undefined) return known;
  const shares = {
    used: elementsOf(answers.of('rds:DescribeDBInstances'), 'DBInstances').map(useOf),
    paid: elementsOf(answers.of(reservationsApi), 'ReservedDBInstances').filter(isActive).map(reservedOf),
  };
  sharesByRegion.set(answers, shares);
  return shares;
}

function lacking(all: readonly Evidence[]): Why | undefined {
  return all.map(({ missing }) => missing).find((missing) => missing !== undefined);
}

/** Undefined where it would depend on something that is not understood. */
function shareOf(
  { used, paid }: Shares,
  { engine, family }: Pick<Share, 'engine' | 'family'>,
): number | undefined {
  const alike = (share: Share | undefined) => share?.engine === engine && share?.family === family;
  const sum = (shares: readonly (Share | undefined)[]) =>
    shares.filter(alike).reduce((total, share) => total + (share?.units ?? 0), 0);
  const [need, cover] = [sum(used), sum(paid)];
  if (used.includes(undefined) || need === 0) return undefined;
  const percent = Math.min(100, Math.floor((100 * cover) / need + 1e-9));
  const isDoubtful = paid.some(
    (share) => share === undefined || (share.engine === undefined && share.family === family),
  );
  return percent < 100 && isDoubtful ? undefined : percent;
}

function isActive(reservation: JsonObject): boolean {
  return reservation.State === 'active';
}

/** Aurora's I/O-Optimized storage takes 30 % more: USER_WorkingWithReservedDBInstances.html of Aurora. */
function useOf(instance: JsonObject): Share | undefined {
  const surcharge = instance.StorageType === 'aurora-iopt1' ? 1.3 : 1;
  const engine = textAt(instance, 'Engine');
  if (engine !== undefined && !flexible.has(engine)) return { engine, family: '', units: 0 };
  if (textAt(instance, 'DBInstanceClass') === 'db.serverless') return { engine, family: '', units: 0 };
  return toShare(engine, instance, surcharge);
}

function reservedOf(reservation: JsonObject): Share | undefined {
  const product = textAt(reservation, 'ProductDescription')?.toLowerCase().replaceAll(' ', '-') ?? '';
  const count = reservation.DBInstanceCount;
  if (typeof count !== 'number') return undefined;
  // `oracle-se2(byol)`, `sqlserver-se(li)`, `db2-ae`: certainly no others' engines.
  const other = /^(oracle|sqlserver|db2)-/.test(product) ? product : undefined;
  const engine = Object.hasOwn(engineOfProduct, product) ? engineOfProduct[product] : other;
  return toShare(engine, reservation, count);
}

function toShare(engine: string | undefined, holder: JsonObject, times: number): Share | undefined {
  const instanceClass = textAt(holder, 'DBInstanceClass') ?? '';
  const family = familyOf(instanceClass);
  const units = unitsOf(instanceClass);
  if (family === undefined || units === undefined) return undefined;
  return { engine, family, units: units * times * (holder.MultiAZ === true ? 2 : 1) };
}
