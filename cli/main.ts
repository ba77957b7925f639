import { parseArgs } from 'node:util';
import { Problem } from '../functions/contract/problem.ts';
import { nearestName } from '../functions/measures/similar-names.ts';
import type { Command, ParsedArgs } from './command.ts';
import { describeError } from './describe-error.ts';

/** A command is loaded only when it is run: a transform need not load a server. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-command.ts')).startCommand,
  preview: async () => (await import('./preview-command.ts')).previewCommand,
  init: async () => (await import('./init-command.ts')).initCommand,
  check: async () => (await import('./check-command.ts')).checkCommand,
  transform: async () => (await import('./transform-command.ts')).transformCommand,
  upload: async () => (await import('./upload-command.ts')).uploadCommand,
  status: async () => (await import('./status-command.ts')).statusCommand,
  snapshots: async () => (await import('./snapshots-command.ts')).snapshotsCommand,
  rollback: async () => (await import('./rollback-command.ts')).rollbackCommand,
  release: async () => (await import('./rollback-command.ts')).releaseCommand,
  rebuild: async () => (await import('./rebuild-command.ts')).rebuildCommand,
  collect: async () => (await import('./collect-command.ts')).collectCommand,
  export: async () => (await import('./export/export-command.ts')).exportCommand,
  erase: async () => (await import('./erase/erase-command.ts')).eraseCommand,
  withdraw: async () => (await import('./withdraw-command.ts')).withdrawCommand,
  sample: async () => (await import('./sample-command.ts')).sampleCommand,
};

/** Runs a command line and returns its exit code. Any error ends in one message. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(await overview());
    return name === undefined ? 1 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    console.error(`seecovid: there is no command "${name}"${suggestion(name, Object.keys(COMMANDS))}`);
    return 1;
  }
  try {
    const command = await load();
    if (rest.includes('--help')) {
      console.log(help(command));
      return 0;
    }
    return await command.run(parseCommandArgs(command, rest));
  } catch (error) {
    console.error(`seecovid ${name}: ${describeError(error)}`);
    return 1;
  }
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map(load => load()));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return `Usage: seecovid <command> [options]\n\n${lines.join('\n')}\n\n"seecovid <command> --help" says more.`;
}

function help(command: Command): string {
  const usage = ['seecovid', command.name, ...command.operands, '[options]'].join(' ');
  const options = Object.entries(command.options).map(([option, { value, summary }]) => {
    return `  ${`--${option}${value === undefined ? '' : ` ${value}`}`.padEnd(18)} ${summary}`;
  });
  return [`Usage: ${usage}`, '', command.summary, '', ...options, '', ...command.notes].join('\n').trimEnd();
}

/** Parses the arguments after a command's name by its own options. Throws `bad-parameter`. */
function parseCommandArgs(command: Command, args: readonly string[]): ParsedArgs {
  const { name, operands, options } = command;
  const types = Object.entries(options).map(([option, { value }]) => {
    return [option, { type: value === undefined ? ('boolean' as const) : ('string' as const) }] as const;
  });
  // Not strict: Node's own messages suggest no similar names.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      const names = Object.keys(options).map(known => `--${known}`);
      throw badArgs(`there is no option "${token.rawName}"${suggestion(token.rawName, names)}`);
    }
    if (option.value === undefined) {
      if (token.value !== undefined) throw badArgs(`--${token.name} takes no value; found "${token.value}"`);
    } else if (token.value === undefined || (!token.inlineValue && token.value.startsWith('-'))) {
      throw badArgs(`--${token.name} needs a value, as in "${name} --${token.name} ${option.value}"`);
    }
  }
  const takesMore = operands.at(-1)?.endsWith('…') ?? false;
  if (positionals.length > operands.length && !takesMore) {
    throw badArgs(`unexpected argument "${positionals[operands.length]}"; see --help`);
  }
  return { values, positionals };
}

/** `; did you mean "--uploads"?`, or all names if none is similar. */
function suggestion(found: string, names: readonly string[]): string {
  const nearest = nearestName(found, names);
  return nearest === undefined ? `; known are ${names.join(', ')}` : `; did you mean "${nearest}"?`;
}

function badArgs(message: string): Problem {
  return new Problem('bad-parameter', message);
}
