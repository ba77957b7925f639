import { Problem } from '../../contract/problem.ts';
import { problemBody } from '../../contract/problem-body.ts';
import { apiResponse, METHODS } from './api-response.ts';

/** Where errors go that are ours and not the caller's. */
export type Log = (message: string, cause: unknown) => void;

const RETRY_AFTER_SECONDS = 5;

/** The answer to anything thrown. What the caller can mend is explained; all else is logged and answered without detail. */
export function problemResponse(error: unknown, log: Log): Response {
  const problem = toShow(error, log);
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  };
  if (problem.code === 'store-failed') headers['Retry-After'] = String(RETRY_AFTER_SECONDS);
  if (problem.code === 'method-not-allowed') headers.Allow = METHODS;
  return apiResponse(problem.status, headers, JSON.stringify(problemBody(problem)));
}

function toShow(error: unknown, log: Log): Problem {
  if (error instanceof Problem && error.status < 500) return error;
  if (error instanceof Problem && error.code === 'store-failed') {
    log(error.message, error);
    return new Problem('store-failed', 'the published data cannot be read at the moment; try again shortly');
  }
  log('a query failed', error);
  return new Problem('internal', 'something went wrong on our side; it has been logged');
}
