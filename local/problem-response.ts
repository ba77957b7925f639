import { Problem } from '../functions/contract/problem.ts';
import { problemBody } from '../functions/contract/problem-body.ts';

/** Any error as `application/problem+json`; what is no Problem is answered without detail. */
export function problemResponse(error: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const problem = error instanceof Problem ? error : new Problem('internal', 'something failed here; it was logged');
  return new Response(JSON.stringify(problemBody(problem)), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
