import { Agent, request } from 'node:http';
import { percentile } from '../report/quantile.ts';

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds from sending to the last byte. */
  readonly p50: number;
  readonly p99: number;
  /** Answers with a status that is not the one expected, and connections that broke. */
  readonly errors: number;
}

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  /** Paths with what they should answer. */
  readonly questions: readonly { readonly path: string; readonly status: number }[];
}

/** Asks as fast as answers come, over connections that are kept, as an ordinary load tool does. */
export async function loadApi(url: string, { seconds, connections, questions }: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let errors = 0;
  let asked = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const one = async () => {
    while (performance.now() < end) {
      const question = questions[asked++ % questions.length];
      if (question === undefined) return;
      const sent = performance.now();
      const status = await statusOf(`${url}/api/v1${question.path}`, agent);
      times.push(performance.now() - sent);
      if (status !== question.status) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - started) / 1000;
  agent.destroy();
  return {
    requestsPerSecond: times.length / took,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    errors,
  };
}

/** The status once the whole body is there; 0 where the connection broke. */
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
