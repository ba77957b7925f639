import type { WriteStream } from 'node:tty';
import type { BuildStep } from '../functions/transform/build-tools.ts';

/** Steps of a build, and those of the command line's own. */
export type Step = BuildStep | 'comparing' | 'uploading';

export interface Progress {
  step(step: Step, done: number, of: number): void;
  /** What is waited for: a line that the next one replaces on a terminal, nothing elsewhere. */
  note(text: string): void;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
  clear(): void;
}

const WORDS: Readonly<Record<Step, string>> = {
  comparing: 'comparing files',
  uploading: 'uploading',
  staging: 'reading uploads',
  assembling: 'assembling months',
  publishing: 'publishing',
};
const BAR_WIDTH = 24;

/** One line that moves on a terminal; one JSON object a line elsewhere, and there only what happens, not how far it is. */
export function createProgress(stream: WriteStream): Progress {
  return stream.isTTY ? terminalProgress(stream) : structuredProgress(stream);
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
      stream.write(`${event} ${JSON.stringify(fields)}\n`);
    },
    clear,
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
