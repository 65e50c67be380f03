import { createEventLog } from '@onfile/event-log';
import { dataConverter } from '@onfile/temporal';
import { Client, Connection } from '@temporalio/client';
import { runBenchmark } from '../harness/benchmark';
import { residentMiB } from '../harness/cpu';
import type { Contender } from '../harness/window';
import { bareJourneys, ourJourneys, type Journeys } from './clients';
import { payloadKeys } from './payload-keys';
import { startServers, startWorkerProcess } from './servers';

/** Customers at once: as many as it takes to keep both cores busy, with ours and with the bare thing. */
const AT_ONCE = 40;
/** `OPEN=n`: fewer open journeys, where time is short. */
const OPEN = Number(process.env['OPEN'] ?? (process.argv.includes('--quick') ? 300 : 10_000));
const ABOUT = [
  'Ours: a journey whose card is added at once (five updates; the customer over Temporal’s client, the workflow and its',
  'activities in a worker process, every append on the event node, payloads encrypted; mail, text messages and the bank',
  'answer at once). The bare thing: a workflow with the same number of updates, each under a timer, of local activities and',
  'of activities, none of which does anything; on the same server, without a log and without encryption.',
].join('\n');

runBenchmark({
  name: 'journeys',
  title: 'B1, B6: journeys a second, and memory of an open one',
  about: ABOUT,
  async *run() {
    const servers = await startServers();
    const connection = await Connection.connect({ address: servers.temporal.address });
    const log = createEventLog({ url: servers.node.connectionString });
    const ours = ourJourneys(new Client({ connection, dataConverter: dataConverter(payloadKeys) }), log);
    const bare = bareJourneys(new Client({ connection }));
    try {
      const [oursAt, bareAt] = [await startWorkerProcess('ours', servers), await startWorkerProcess('bare', servers)];
      await ours.prepare(2_000);
      const server = { temporal: servers.temporal.pid };
      yield {
        what: `B1 whole journeys, ${AT_ONCE} customers at once`,
        unit: 'journeys',
        ours: crowd('journeys', ours, { ...server, worker: oursAt.pid, node: servers.node.pid }),
        bare: crowd('bare workflow', bare, { ...server, worker: bareAt.pid }),
        target: { kind: 'ratio', atLeast: 0.7 },
      };
      await Promise.all([oursAt.stop(), bareAt.stop()]);
      const [open, idle] = [await weigh('ours', ours), await weigh('bare', bare)];
      const told = `B6 ${OPEN} open: a journey ${open.each} KiB, a bare idle workflow ${idle.each} KiB (worker ${open.worker} and ${idle.worker}, server ${open.server} and ${idle.server}); at most 2 ×`;
      yield { note: told, met: open.each <= 2 * idle.each };
    } finally {
      await log.close();
      await connection.close();
      await servers.stop();
    }

    async function weigh(kind: 'ours' | 'bare', journeys: Journeys) {
      const worker = await startWorkerProcess(kind, servers);
      await all(50, AT_ONCE, () => journeys.open());
      const before = [residentMiB(worker.pid), residentMiB(servers.temporal.pid)] as const;
      await all(OPEN, AT_ONCE, () => journeys.open());
      const grown = [residentMiB(worker.pid) - before[0], residentMiB(servers.temporal.pid) - before[1]] as const;
      await worker.stop();
      const [inWorker, inServer] = grown.map((mib) => Math.round((mib * 1024) / OPEN)) as [number, number];
      return { each: inWorker + inServer, worker: inWorker, server: inServer };
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

function crowd(name: string, journeys: Journeys, processes: Record<string, number>): Contender {
  return {
    name,
    processes,
    async work(windowMs) {
      const until = performance.now() + windowMs;
      const latenciesMs: number[] = [];
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          while (performance.now() < until) {
            const at = performance.now();
            await journeys.whole();
            latenciesMs.push(performance.now() - at);
          }
        }),
      );
      return { units: latenciesMs.length, latenciesMs };
    },
  };
}

async function all(count: number, atOnce: number, once: () => Promise<void>): Promise<void> {
  let left = count;
  const busy = Array.from({ length: atOnce }, async () => {
    while ((left -= 1) >= 0) await once();
  });
  await Promise.all(busy);
}
