import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stackSummary } from '../../../infra/plugin/deployed-stack.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DOC = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
const PLUGIN = readdirSync(join(ROOT, 'infra/plugin')).map(name =>
  readFileSync(join(ROOT, 'infra/plugin', name), 'utf8'),
);

describe('docs/deploy.md', () => {
  test('lists every step of a deployment that may fail, by the name in its message', () => {
    const steps = PLUGIN.flatMap(source => [...source.matchAll(/\bstep\(\s*'([^']+)'/g)]).map(([, name = '']) => name);
    expect(steps.length).toBeGreaterThan(4);
    const documented = steps.filter(name => !name.startsWith('Reading what'));
    expect(documented.filter(name => !DOC.includes(`\`${name} failed\``))).toEqual([]);
    const named = [...DOC.matchAll(/^\| `([^`]+) failed`/gm)].map(([, name = '']) => name);
    expect(named.filter(name => !steps.includes(name))).toEqual([]);
  });

  test('quotes the last lines of a deployment', () => {
    const stack = {
      address: 'https://d111111abcdef8.cloudfront.net',
      uploads: 'seecovid-prod-uploads-123456789012-eu-central-1',
      ...{ work: 'w', site: 's', queue: 'q', distribution: 'd' },
    };
    expect(DOC).toContain(`\`\`\`\n${stackSummary(stack, 'prod').join('\n')}\n\`\`\``);
    expect(stackSummary(stack, 'dev').join('\n')).toContain('--stage dev');
  });

  test('names only commands and options that exist', () => {
    const commands = [...DOC.matchAll(/npx serverless ([a-z]+)/g)].map(([, name = '']) => name);
    expect(new Set(commands)).toEqual(new Set(['info', 'rebuild', 'logs']));
    const options = [...DOC.matchAll(/npx serverless rebuild (--\w+)|npm run remove -- (--[\w-]+)/g)].map(
      ([, rebuild, remove]) => rebuild ?? remove ?? '',
    );
    const plugin = readFileSync(join(ROOT, 'infra/plugin/seecovid-plugin.cjs'), 'utf8');
    expect(new Set(options)).toEqual(new Set(['--dataset', '--delete-uploads']));
    for (const option of options) expect(plugin).toMatch(new RegExp(`['\\s]${option.slice(2)}'?: \\{ usage`));
  });
});
