import { Problem } from '../../functions/contract/problem.ts';

/** Runs a step of a deployment. Its failure says which one it was, why, and how to go on. */
export async function step<T>(what: string, goOn: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Problem ? cause.code : 'internal';
    throw new Problem(code, `${what} failed: ${reasonOf(cause)}\n${goOn}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof Problem || error.name === 'Error' ? error.message : `${error.message} (${error.name})`;
}
