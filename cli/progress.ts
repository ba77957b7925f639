import type { WriteStream } from 'node:tty';
import type { BuildStep } from '../functions/job/build.ts';

/** Steps of a build, and those of the command line's own. */
export type ProgressStep = BuildStep | 'comparing' | 'uploading';

export interface Progress {
  step(step: ProgressStep, done: number, of: number): void;
  /** What is waited for: a line that the next one replaces on a terminal, nothing elsewhere. */
  note(text: string): void;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
  clear(): void;
}

const WORDS: Readonly<Record<ProgressStep, string>> = {
  comparing: 'comparing files',
  uploading: 'uploading',
  staging: 'reading uploads',
  assembling: 'assembling months',
  publishing: 'publishing',
};
const BAR_WIDTH = 24;

/**
 * For a person one line that moves on a terminal, and elsewhere a line for each step that is done; for a program one JSON
 * object a line, of what happens and not how far it is.
 */
export function createProgress(stream: WriteStream, isForPrograms = false): Progress {
  if (isForPrograms) return structuredProgress(stream);
  return stream.isTTY ? terminalProgress(stream) : plainProgress(stream);
}

function terminalProgress(stream: WriteStream): Progress {
  const clear = () => stream.write('\r\u001b[2K');
  return {
    step(step, done, of) {
      const filled = of === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * done) / of);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      stream.write(`\r\u001b[2K${bar} ${WORDS[step]} ${done}/${of}`);
    },
    note(text) {
      stream.write(`\r\u001b[2K${text}`);
    },
    log(event, fields) {
      clear();
      stream.write(`${eventSentence(event, fields)}\n`);
    },
    clear,
  };
}

function plainProgress(stream: WriteStream): Progress {
  return {
    step(step, done, of) {
      if (done === of) stream.write(`${WORDS[step]}: ${of} done\n`);
    },
    note() {},
    log(event, fields) {
      stream.write(`${eventSentence(event, fields)}\n`);
    },
    clear() {},
  };
}

function structuredProgress(stream: WriteStream): Progress {
  const log: Progress['log'] = (event, fields) => {
    stream.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
  };
  return {
    step(step, done, of) {
      if (done === of) log(`${step}-done`, { count: of });
    },
    note() {},
    log,
    clear() {},
  };
}

/** What happened, for a person; of an event without words its name and all that is known of it. */
function eventSentence(event: string, fields: Readonly<Record<string, unknown>>): string {
  const { dataset, until, message, cause } = fields;
  switch (event) {
    case 'build-beaten':
      return `${dataset}: something else was published meanwhile; building again`;
    case 'build-waits':
      return `${dataset}: waiting for a collection to end, until ${until} at the latest`;
    case 'query-failed':
      return `the API failed: ${message}: ${cause}`;
    default:
      return `${event}: ${Object.entries(fields)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}`;
  }
}
