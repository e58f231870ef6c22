import { performance } from 'node:perf_hooks';
import { readAccount } from '../../tests/aws-account/endpoint/reading.ts';
import { sampleRecording } from '../sample-account/recording.ts';
import { bigAccount } from './big-account.ts';
import { say, seconds } from './say.ts';

/** What one large account costs in calls, read over HTTP by the real SDK from the endpoint of the tests. */
export async function benchCalls(size: number): Promise<void> {
  const account = bigAccount(sampleRecording(), size);
  const began = performance.now();
  const { recording, received, slept } = await readAccount(account, {}, { regions: account.regions });
  const milliseconds = performance.now() - began;
  const byService = new Map<string, number>();
  for (const { api } of received) {
    const service = api.split(':')[0] ?? '';
    byService.set(service, (byService.get(service) ?? 0) + 1);
  }
  const config = byService.get('config') ?? 0;
  const pages = account.regions.map((region) => Math.ceil(account.rowsIn(region) / 100));
  const inventory = pages.reduce((sum, count) => sum + count, 0);
  say(
    `an account of ${account.rows} rows of AWS Config`,
    `${received.length} calls over HTTP in ${seconds(milliseconds)}; at the rates that we keep to it would wait ${seconds(slept)}`,
  );
  say(
    'AWS Config',
    `${config} calls = ceil(rows/100), which is ${pages.join(' + ')} = ${inventory} pages, and a constant of ${config - inventory} for ${pages.length} regions`,
  );
  const services = [...byService].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  say('calls by service', services.map(([service, count]) => `${service} ${count}`).join(', '));
  const failed = recording.answers.filter(({ error }) => error !== undefined);
  if (failed.length > 0) say('answered by a refusal', [...new Set(failed.map(({ api }) => api))].join(', '));
}
