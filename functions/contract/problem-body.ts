import { Problem, type ProblemCode, STATUS_OF } from './problem.ts';
import { count, list, type Output, object, oneOf, parserOf, text } from './schema.ts';

/** The body of every error answer (RFC 9457, `application/problem+json`). */
export type ProblemBody = Output<typeof problemSchema>;

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

export const problemSchema = object({
  type: oneOf('about:blank'),
  /** The code in words. */
  title: text,
  status: count,
  code: oneOf(...PROBLEM_CODES),
  /** What was expected, what was found and where. */
  detail: text,
  /** The nearest valid names, where a name was not known. */
  nearest: list(text),
});

export const parseProblemBody = parserOf(problemSchema);

export const PROBLEM_EXAMPLE: ProblemBody = problemBody(
  new Problem('unknown-region', 'there is no region "US-NX"; nearest: US-NY (New York), US-NC (North Carolina)', {
    nearest: ['US-NY', 'US-NC'],
  }),
);
