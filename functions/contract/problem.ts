/** Every code an error of this project can carry, with the HTTP status it answers with. A new code cannot forget its status. */
export const STATUS_OF = {
  'bad-parameter': 400,
  'unknown-parameter': 400,
  'too-large': 400,
  'bad-cursor': 400,
  'unknown-dataset': 404,
  'unknown-region': 404,
  'unknown-table': 404,
  'unknown-snapshot': 404,
  'unknown-path': 404,
  'not-published': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'address-too-long': 414,
  malformed: 500,
  'bad-descriptor': 500,
  'bad-input': 500,
  conflict: 500,
  internal: 500,
  'store-failed': 503,
  'too-slow': 503,
} as const;

export type ProblemCode = keyof typeof STATUS_OF;

/** The one error class. `message` says what was expected, what was found and where; it is safe to show to anyone. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** The nearest valid names, where a name was not known. */
  readonly nearest: readonly string[];

  constructor(code: ProblemCode, message: string, options: { cause?: unknown; nearest?: readonly string[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.nearest = options.nearest ?? [];
  }

  get status(): number {
    return STATUS_OF[this.code];
  }
}
