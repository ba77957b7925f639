import { STATUS_OF } from '../../contract/problem.ts';

/** The statuses of errors that an operation can answer with. 404 only if it looks something up. */
export function errorStatuses(looksUp: boolean): readonly number[] {
  return STATUSES.filter(status => looksUp || status !== 404);
}

export function responseName(status: number): string {
  return `error-${status}`;
}

/** The components that the operations refer to, one for each status. */
export function errorResponses() {
  return Object.fromEntries(STATUSES.map(status => [responseName(status), describe(status)]));
}

/** Other methods are not operations of this document, so 405 is not among its answers. */
const STATUSES: readonly number[] = [...new Set(Object.values(STATUS_OF))].filter(status => status !== 405).sort();

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'A parameter is unknown, missing, empty, repeated or malformed, or asks for too much.',
  404: 'There is no such data set, table, region or snapshot.',
  406: '`Accept` rules the answer out.',
  414: 'The address is too long.',
  500: 'Something went wrong on our side.',
  503: 'The published data cannot be read at the moment, or the answer took too long.',
};

function describe(status: number) {
  const retry = {
    'Retry-After': { description: 'Seconds to wait before trying again.', schema: { type: 'integer' } },
  };
  return {
    description: MEANINGS[status] ?? '',
    ...(status === 503 ? { headers: retry } : {}),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } },
  };
}
