import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finite, object, parserOf } from '../../functions/contract/schema.ts';
import type { Row } from '../report/row.ts';
import { runProcess } from '../workbench/run-process.ts';
import { loadApi } from './load-api.ts';
import { mixedQuestions } from './questions.ts';

const SERVE_API = join(import.meta.dirname, 'serve-api.ts');
const HOLD_MEMORY = join(import.meta.dirname, 'hold-memory.ts');
const CONNECTIONS = 10;
/** As small a heap as a small function has: a host with much memory would let garbage lie. */
const HEAP_MIB = 128;
const MAX_GROWTH_BYTES = 8 * 1024 * 1024;

/** Requests a second over loopback, the server a process of its own, and what they cost those who wait. */
export async function loadRows(out: string, counties: readonly string[], seconds: number): Promise<Row[]> {
  const server = spawn(process.execPath, [SERVE_API, out], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url]: unknown[] = await once(createInterface(server.stdout), 'line');
    const questions = mixedQuestions(counties).map(path => ({ path, status: path.endsWith('x') ? 404 : 200 }));
    const options = { connections: CONNECTIONS, questions };
    await loadApi(String(url), { ...options, seconds: 1 });
    const { requestsPerSecond, p50, p99, errors } = await loadApi(String(url), { ...options, seconds });
    const what = `loopback, ${CONNECTIONS} connections, ${seconds} s, mixed questions`;
    return [
      { what: `${what}: requests a second`, samples: [requestsPerSecond], unit: 'count', budget: null },
      { what: `${what}: p50`, samples: [p50], unit: 'ms', budget: null },
      { what: `${what}: p99`, samples: [p99], unit: 'ms', budget: null },
      { what: `${what}: wrong or broken answers`, samples: [errors], unit: 'count', budget: 0 },
    ];
  } finally {
    server.kill();
  }
}

const memory = object({ resident: finite, inUse: finite });

const parseHeld = parserOf(
  object({
    start: memory,
    middle: memory,
    end: memory,
    perRequestMs: finite,
  }),
);

/** What a process keeps in memory that answers many questions, one after the other. */
export async function memoryRows(out: string, requests: number): Promise<Row[]> {
  const { stdout } = await runProcess(process.execPath, [
    '--expose-gc',
    `--max-old-space-size=${HEAP_MIB}`,
    HOLD_MEMORY,
    out,
    String(requests),
  ]);
  const { perRequestMs, ...held } = parseHeld(JSON.parse(stdout), 'hold-memory');
  const what = `memory over ${requests.toLocaleString('en')} requests`;
  const most = held.start.inUse + MAX_GROWTH_BYTES;
  return [
    ...Object.entries(held).flatMap(([when, { resident, inUse }]): Row[] => [
      { what: `${what}: in use, ${when}`, samples: [inUse], unit: 'MiB', budget: when === 'end' ? most : null },
      { what: `${what}: resident, ${when}`, samples: [resident], unit: 'MiB', budget: null },
    ]),
    { what: `${what}: time a request`, samples: [perRequestMs], unit: 'ms', budget: null },
  ];
}
