import type { Command } from './command.ts';
import { sentenceOf } from './describe-error.ts';
import { readOptions, suggestion } from './read-options.ts';

/** A command is loaded when it is named: a transform need not wait for the code of a server. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-command.ts')).startCommand,
  transform: async () => (await import('./transform-command.ts')).transformCommand,
  upload: async () => (await import('./upload-command.ts')).uploadCommand,
  status: async () => (await import('./status-command.ts')).statusCommand,
  snapshots: async () => (await import('./snapshots-command.ts')).snapshotsCommand,
  rollback: async () => (await import('./rollback-command.ts')).rollbackCommand,
  release: async () => (await import('./release-command.ts')).releaseCommand,
  rebuild: async () => (await import('./rebuild-command.ts')).rebuildCommand,
  collect: async () => (await import('./collect-command.ts')).collectCommand,
  withdraw: async () => (await import('./withdraw-command.ts')).withdrawCommand,
  sample: async () => (await import('./sample-command.ts')).sampleCommand,
};

/** Runs a command line and gives its exit code; whatever goes wrong ends in one sentence. */
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
    return await command.run(readOptions(command, rest));
  } catch (error) {
    console.error(`seecovid ${name}: ${sentenceOf(error)}`);
    return 1;
  }
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map(load => load()));
  const lines = commands.map(({ name, says }) => `  ${name.padEnd(10)} ${says}`);
  return `Usage: seecovid <command> [options]\n\n${lines.join('\n')}\n\n"seecovid <command> --help" says more.`;
}

function help(command: Command): string {
  const usage = ['seecovid', command.name, ...command.operands, '[options]'].join(' ');
  const options = Object.entries(command.options).map(([option, { value, says }]) => {
    return `  ${`--${option}${value === undefined ? '' : ` ${value}`}`.padEnd(18)} ${says}`;
  });
  return [`Usage: ${usage}`, '', command.says, '', ...options, '', ...command.notes].join('\n').trimEnd();
}
