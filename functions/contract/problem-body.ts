import { count, listOf, oneOf, type Parser, shape, text } from './expect.ts';
import { Problem, type ProblemCode, STATUS_OF } from './problem.ts';

/** The body of every error answer (RFC 9457, `application/problem+json`). */
export interface ProblemBody {
  readonly type: 'about:blank';
  /** The code in words. */
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  /** What was expected, what was found and where. */
  readonly detail: string;
  /** The nearest valid names, where a name was not known. */
  readonly nearest: readonly string[];
}

/** The one place that builds an error body. */
export function problemBody(problem: Problem): ProblemBody {
  return {
    type: 'about:blank',
    title: problem.code.replaceAll('-', ' '),
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    nearest: problem.nearest,
  };
}

export const PROBLEM_CODES = Object.keys(STATUS_OF).filter((code): code is ProblemCode =>
  Object.hasOwn(STATUS_OF, code),
);

export const parseProblemBody: Parser<ProblemBody> = shape<ProblemBody>({
  type: oneOf('about:blank'),
  title: text,
  status: count,
  code: oneOf(...PROBLEM_CODES),
  detail: text,
  nearest: listOf(text),
});

export const PROBLEM_EXAMPLE: ProblemBody = problemBody(
  new Problem('unknown-region', 'there is no region "US-NX"; nearest: US-NY (New York), US-NC (North Carolina)', {
    nearest: ['US-NY', 'US-NC'],
  }),
);
