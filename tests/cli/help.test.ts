import { expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

test('seecovid --help names every command', async () => {
  const { code, out, err } = await runCli('--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Usage: seecovid <command> \[options\]\n/);
  for (const command of [
    'start',
    'preview',
    'init',
    'check',
    'transform',
    'upload',
    'status',
    'snapshots',
    'rollback',
    'release',
    'rebuild',
    'collect',
    'export',
    'erase',
    'withdraw',
    'sample',
  ])
    expect(out).toMatch(new RegExp(`^ {2}${command} +[A-Z]`, 'm'));
});

test('seecovid alone says the same, and fails', async () => {
  const { code, out } = await runCli();
  expect(code).toBe(1);
  expect(out).toBe((await runCli('--help')).out);
});

test.each([
  ['start', ['--port', '--uploads', '--out']],
  ['preview', ['--json']],
  ['init', ['--again']],
  ['check', ['--json']],
  ['transform', ['--uploads', '--out', '--json']],
  ['upload', ['--stage', '--uploads', '--out', '--dry-run', '--no-wait', '--timeout']],
  ['status', ['--stage', '--uploads', '--out', '--json']],
  ['snapshots', ['--stage', '--uploads', '--out', '--last', '--json']],
  ['rollback', ['--stage', '--uploads', '--out']],
  ['release', ['--stage', '--uploads', '--out']],
  ['rebuild', ['--stage', '--uploads', '--out', '--json']],
  ['collect', ['--keep', '--keep-days', '--dry-run', '--json']],
  ['export', ['--stage', '--uploads', '--out']],
  ['withdraw', ['--stage', '--uploads', '--out']],
  ['sample', ['--days', '--first', '--seed']],
])('seecovid %s --help names every option', async (command, options) => {
  const { code, out, err } = await runCli(command, '--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^Usage: seecovid ${command}`));
  for (const option of options) expect(out).toContain(`  ${option} `);
});

test.each([
  [['trnsform'], 'seecovid: there is no command "trnsform"; did you mean "transform"?\n'],
  [
    ['xyzzy'],
    'seecovid: there is no command "xyzzy"; known are start, preview, init, check, transform, upload, status, snapshots, rollback, release, rebuild, collect, export, erase, withdraw, sample\n',
  ],
  [['transform', '--upload', 'x'], 'seecovid transform: there is no option "--upload"; did you mean "--uploads"?\n'],
  [['transform', '-x'], 'seecovid transform: there is no option "-x"; known are --uploads, --out, --json, --help\n'],
  [['transform', '--uploads'], 'seecovid transform: --uploads needs a value, as in "transform --uploads DIR"\n'],
  [
    ['transform', '--uploads', '--out', 'x'],
    'seecovid transform: --uploads needs a value, as in "transform --uploads DIR"\n',
  ],
  [['transform', '--json=yes'], 'seecovid transform: --json takes no value; found "yes"\n'],
  [['transform', 'here'], 'seecovid transform: unexpected argument "here"; see --help\n'],
  [['transform'], 'seecovid transform: --uploads DIR and --out DIR must be given\n'],
  [['start', '--port', 'http'], 'seecovid start: --port must be a number from 0 to 65535; found "http"\n'],
  [['start', '--port', '70000'], 'seecovid start: --port must be a number from 0 to 65535; found "70000"\n'],
  [
    ['upload'],
    /^seecovid upload: files must be given, or a data set and files or folders, as in "upload iris.csv", or/,
  ],
  [['upload', 'covid'], /files must be given, or a data set and files or folders, as in/],
  [['upload', './x', 'y'], /"\.\/x" is not a file of rows .*; a data set comes first, as in "upload covid reports\/"/],
  [['upload', 'covid', 'x', '--timeout', 'a'], /^seecovid upload: --timeout must be a whole number; found "a"/],
  [['status', 'a', 'b'], 'seecovid status: unexpected argument "b"; see --help\n'],
  [['status', '--out', 'x'], 'seecovid status: --out DIR needs --uploads DIR\n'],
  [['sample'], 'seecovid sample: DIR, the folder to write to, must be given\n'],
  [['sample', 'x', '--days', 'ten'], 'seecovid sample: --days must be a whole number; found "ten"\n'],
] as const)('seecovid %j fails with a message', async (args, message) => {
  const { code, out, err } = await runCli(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  if (typeof message === 'string') expect(err).toBe(message);
  else expect(err).toMatch(message);
  expect(err).not.toMatch(/^\s+at /m);
});
