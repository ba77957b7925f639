import type { WriteStream } from 'node:tty';
import type { BuildStep } from '../functions/job/build.ts';

/** The steps of a build, and the command line's own. */
export type ProgressStep = BuildStep | 'comparing' | 'uploading';

export interface Progress {
  step(step: ProgressStep, done: number, of: number): void;
  /** What is being waited for: on a terminal, a line that the next one replaces; nothing elsewhere. */
  note(text: string): void;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
  clear(): void;
}

const LABELS: Readonly<Record<ProgressStep, string>> = {
  comparing: 'comparing files',
  uploading: 'uploading',
  staging: 'reading uploads',
  assembling: 'assembling parts',
  publishing: 'publishing',
};
const BAR_WIDTH = 24;

/** For people, a progress bar on a terminal, else a line per finished step. For programs, one JSON object per event. */
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
      stream.write(`\r\u001b[2K${bar} ${LABELS[step]} ${done}/${of}`);
    },
    note(text) {
      stream.write(`\r\u001b[2K${text}`);
    },
    log(event, fields) {
      clear();
      stream.write(`${describeEvent(event, fields)}\n`);
    },
    clear,
  };
}

function plainProgress(stream: WriteStream): Progress {
  return {
    step(step, done, of) {
      if (done === of) stream.write(`${LABELS[step]}: ${of} done\n`);
    },
    note() {},
    log(event, fields) {
      stream.write(`${describeEvent(event, fields)}\n`);
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

/** An event for people; one without a text of its own is shown with all its fields. */
function describeEvent(event: string, fields: Readonly<Record<string, unknown>>): string {
  const { dataset, until, message, cause } = fields;
  switch (event) {
    case 'build-beaten':
      return `${dataset}: something else was published in the meantime; building again`;
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
