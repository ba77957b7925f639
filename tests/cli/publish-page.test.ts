import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statusCommand } from '../../cli/status-command.ts';
import { describeNoBuild } from '../../cli/upload/describe-upload.ts';
import { uploadCommand } from '../../cli/upload-command.ts';
import { runCli } from './run-cli.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/publish.md'), 'utf8');

test('docs/publish.md names only commands and options that exist', async () => {
  const known = new Set([...Object.keys(uploadCommand.options), ...Object.keys(statusCommand.options)]);
  const commands = [...PAGE.matchAll(/npx seecovid ([a-z]+)/g)].map(([, name = '']) => name);
  const { out } = await runCli('--help');
  expect(new Set(commands)).toEqual(new Set(['upload', 'start', 'status', 'transform', 'rebuild']));
  for (const name of commands) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  const ownLines = PAGE.split('\n').filter(line => !line.startsWith('aws '));
  const options = ownLines.flatMap(line => [...line.matchAll(/--([a-z][a-z-]*)/g)].map(([, name = '']) => name));
  expect(options.filter(name => !known.has(name))).toEqual([]);
  for (const name of Object.keys(uploadCommand.options).filter(name => name !== 'help'))
    expect(options).toContain(name);
});

test('docs/publish.md quotes the messages', () => {
  const place = { kind: 'local', uploads: 'u', out: 'o' } as const;
  expect(describeNoBuild('covid', place, 600, false)).toContain(/`(no build [^…]*) …`/.exec(PAGE)?.[1]);
  for (const code of [0, 1, 3, 4, 130]) expect(PAGE).toMatch(new RegExp(`^\\| ${code} `, 'm'));
});
