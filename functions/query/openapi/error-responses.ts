import { STATUS_OF } from '../../contract/problem.ts';

/** The statuses of errors that an operation can answer with. Not found can only be what it looks up. */
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

/** Another method is no operation of this document, so 405 is none of its answers. */
const STATUSES: readonly number[] = [...new Set(Object.values(STATUS_OF))].filter(status => status !== 405).sort();

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'A parameter is unknown, missing, empty, repeated or malformed, or asks for too much.',
  404: 'There is no such data set, region or snapshot.',
  406: '`Accept` rules the answer out.',
  414: 'The address is too long.',
  500: 'Something went wrong on our side.',
  503: 'What is published cannot be read at the moment.',
};

function describe(status: number) {
  const retry = {
    'Retry-After': { description: 'Seconds until it is worth another try.', schema: { type: 'integer' } },
  };
  return {
    description: MEANINGS[status] ?? '',
    ...(status === 503 ? { headers: retry } : {}),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } },
  };
}
