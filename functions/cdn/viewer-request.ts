import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { Problem } from '../contract/problem.ts';

/** The source of the CloudFront function, as deployed. */
export const VIEWER_REQUEST = readFileSync(join(import.meta.dirname, 'viewer-request.js'), 'utf8');

/** The file that the CloudFront function picks for the path of a request. */
export function requestedFile(uri: string): string {
  const answer: unknown = handle({ request: { uri } });
  const changed = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'uri') : undefined;
  if (typeof changed === 'string') return changed;
  throw new Problem('internal', `viewer-request.js must return a request with a uri; it returned ${typeof answer}`);
}

const context = createContext({});
new Script(VIEWER_REQUEST, { filename: 'viewer-request.js' }).runInContext(context);
const handler: unknown = new Script('handler').runInContext(context);

function handle(event: unknown): unknown {
  if (typeof handler === 'function') return handler(event);
  throw new Problem('internal', 'viewer-request.js must have a function "handler"');
}
