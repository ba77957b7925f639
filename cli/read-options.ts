import { parseArgs } from 'node:util';
import { Problem } from '../functions/contract/problem.ts';
import { nearestName } from '../functions/measures/similar-names.ts';
import type { Command, GivenOptions } from './command.ts';

/** What stands after a command's name, by its own table of options. Throws `bad-parameter` with a sentence. */
export function readOptions(command: Command, args: readonly string[]): GivenOptions {
  const { name, operands, options } = command;
  const types = Object.entries(options).map(([option, { value }]) => {
    return [option, { type: value === undefined ? ('boolean' as const) : ('string' as const) }] as const;
  });
  // Not strict: Node's own sentences speak of positional arguments, and know no near names.
  const given = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of given.tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw unknownOption(token.rawName, command);
    if (option.value === undefined) {
      if (token.value !== undefined) throw refused(`--${token.name} takes no value; found "${token.value}"`);
    } else if (token.value === undefined || (!token.inlineValue && token.value.startsWith('-'))) {
      throw refused(`--${token.name} needs a value, as in "${name} --${token.name} ${option.value}"`);
    }
  }
  const { positionals } = given;
  const anyNumber = operands.at(-1)?.endsWith('…') ?? false;
  if (positionals.length > operands.length && !anyNumber) {
    throw refused(`"${positionals[operands.length]}" is not understood; see --help`);
  }
  return { values: given.values, positionals };
}

/** `; did you mean "--uploads"?`, or all names where none is near. */
export function suggestion(given: string, names: readonly string[]): string {
  const nearest = nearestName(given, names);
  return nearest === undefined ? `; it knows ${names.join(', ')}` : `; did you mean "${nearest}"?`;
}

function unknownOption(raw: string, { options }: Command): Problem {
  const names = Object.keys(options).map(name => `--${name}`);
  return refused(`there is no option "${raw}"${suggestion(raw, names)}`);
}

function refused(sentence: string): Problem {
  return new Problem('bad-parameter', sentence);
}
