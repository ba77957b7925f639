import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finite, object, parserOf } from '../../functions/contract/schema.ts';
import { percentile } from '../report/quantile.ts';
import type { Row } from '../report/row.ts';
import { runProcess } from '../workbench/run-process.ts';
import { mixedRequests } from './requests.ts';

const SERVE_API = join(import.meta.dirname, 'serve-api.ts');
const MEASURE_MEMORY = join(import.meta.dirname, 'measure-memory.ts');
const CONNECTIONS = 10;
/** The heap of a small function; with a large one, Node would collect garbage later. */
const HEAP_MIB = 128;
const MAX_GROWTH_BYTES = 8 * 1024 * 1024;

/** Requests per second and latency over loopback, with the server in its own process. */
export async function loadRows(out: string, counties: readonly string[], seconds: number): Promise<Row[]> {
  const server = spawn(process.execPath, [SERVE_API, out], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url]: unknown[] = await once(createInterface(server.stdout), 'line');
    const requests = mixedRequests(counties).map(path => ({ path, status: path.endsWith('x') ? 404 : 200 }));
    const options = { connections: CONNECTIONS, requests };
    await loadApi(String(url), { ...options, seconds: 1 });
    const { requestsPerSecond, p50, p99, errors } = await loadApi(String(url), { ...options, seconds });
    const label = `loopback, ${CONNECTIONS} connections, ${seconds} s, mixed requests`;
    return [
      { label: `${label}: requests per second`, samples: [requestsPerSecond], unit: 'count', budget: null },
      { label: `${label}: p50`, samples: [p50], unit: 'ms', budget: null },
      { label: `${label}: p99`, samples: [p99], unit: 'ms', budget: null },
      { label: `${label}: failed requests`, samples: [errors], unit: 'count', budget: 0 },
    ];
  } finally {
    server.kill();
  }
}

interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds from sending to the last byte. */
  readonly p50: number;
  readonly p99: number;
  /** Responses with an unexpected status, and broken connections. */
  readonly errors: number;
}

interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  /** Paths under /api/v1 with the expected status. */
  readonly requests: readonly { readonly path: string; readonly status: number }[];
}

/** Sends requests as fast as responses come, over persistent connections, like a typical load tool. */
async function loadApi(url: string, { seconds, connections, requests }: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let errors = 0;
  let count = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const work = async () => {
    while (performance.now() < end) {
      const next = requests[count++ % requests.length];
      if (next === undefined) return;
      const sent = performance.now();
      const status = await statusOf(`${url}/api/v1${next.path}`, agent);
      times.push(performance.now() - sent);
      if (status !== next.status) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const took = (performance.now() - started) / 1000;
  agent.destroy();
  return {
    requestsPerSecond: times.length / took,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    errors,
  };
}

/** The status once the body is complete; 0 if the connection broke. */
function statusOf(url: string, agent: Agent): Promise<number> {
  return new Promise(resolve => {
    const sent = request(url, { agent, headers: { 'Accept-Encoding': 'br' } }, response => {
      response.resume();
      response.on('end', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
      response.on('error', () => resolve(0));
    });
    sent.on('error', () => resolve(0));
    sent.end();
  });
}

const memory = object({ resident: finite, inUse: finite });

const parseMemory = parserOf(object({ start: memory, middle: memory, end: memory, perRequestMs: finite }));

/** The memory of a process that handles many requests, one after the other. */
export async function memoryRows(out: string, requests: number): Promise<Row[]> {
  const { stdout } = await runProcess(process.execPath, [
    '--expose-gc',
    `--max-old-space-size=${HEAP_MIB}`,
    MEASURE_MEMORY,
    out,
    String(requests),
  ]);
  const { perRequestMs, ...used } = parseMemory(JSON.parse(stdout), 'measure-memory');
  const label = `memory over ${requests.toLocaleString('en')} requests`;
  const max = used.start.inUse + MAX_GROWTH_BYTES;
  return [
    ...Object.entries(used).flatMap(([when, { resident, inUse }]): Row[] => [
      { label: `${label}: in use, ${when}`, samples: [inUse], unit: 'MiB', budget: when === 'end' ? max : null },
      { label: `${label}: resident, ${when}`, samples: [resident], unit: 'MiB', budget: null },
    ]),
    { label: `${label}: time per request`, samples: [perRequestMs], unit: 'ms', budget: null },
  ];
}
