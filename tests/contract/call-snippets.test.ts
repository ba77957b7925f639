import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { callSnippets } from '../../functions/contract/call-snippets.ts';

const run = promisify(execFile);
const SERIES = 'https://example.org/api/v1/datasets/covid/series?regions=06037,US-NY&change=new';

test('callSnippets(url) is a call in four languages, that ends with the answer as JSON', () => {
  expect(callSnippets(SERIES)).toEqual({
    curl: `curl --fail-with-body --compressed --globoff '${SERIES}'`,
    javascript: `const response = await fetch("${SERIES}");
if (!response.ok) throw new Error((await response.json()).detail);
const answer = await response.json();`,
    python: `import json
import urllib.request

with urllib.request.urlopen("${SERIES}") as response:
    answer = json.load(response)`,
    r: `library(jsonlite)

answer <- fromJSON("${SERIES}")`,
  });
});

test('callSnippets(url) of CSV reads a table whose ids stay text', () => {
  const { javascript, python, r } = callSnippets(`${SERIES}&format=csv`);
  expect(javascript).toContain('const csv = await response.text();');
  expect(python).toContain(`pd.read_csv("${SERIES}&format=csv", dtype={"region": str})`);
  expect(r).toBe(`table <- read.csv("${SERIES}&format=csv", encoding = "UTF-8", colClasses = c(region = "character"))`);
  const regions = callSnippets('https://example.org/api/v1/datasets/covid/regions?format=csv');
  expect(regions.python).toContain('dtype={"id": str, "parent": str}');
  const datasets = callSnippets('https://example.org/api/v1/datasets?format=csv');
  expect(datasets.r).toBe('table <- read.csv("https://example.org/api/v1/datasets?format=csv", encoding = "UTF-8")');
});

test('callSnippets(url) leaves out what stands behind #, and throws at what is no address', () => {
  expect(callSnippets('https://example.org/a#"\\').curl).toMatch(/ 'https:\/\/example.org\/a'$/);
  expect(() => callSnippets('/api/v1/datasets')).toThrow(TypeError);
});

/** What runs a call, and the program that this needs. */
const RUNNERS = {
  curl: ['curl', 'bash', '-c'],
  javascript: [process.execPath, process.execPath, '--input-type=module', '-e'],
  python: ['python3', 'python3', '-c'],
} as const;

/** Whatever could end a text, begin a command or be put in its place. */
const HOSTILE = [
  "q=it's&map=a",
  'q="; exit 1; "',
  'q=$(id)`id`$HOME',
  'q=\\\\n\\"\\u0041',
  'q=\'\'\'"""',
  'q={a,b}[1-3]{0}%s%25d',
  'q=Côte d’Ivoire 北京 \u2028 😀',
  'q=!!&x=1;y=2#{z}|^<>',
];

test.for(Object.entries(RUNNERS))(
  'the call in %s asks for exactly its address, whatever stands in it',
  async ([name, [needed, command, ...options]], { skip }) => {
    skip(spawnSync(needed, ['--version']).status !== 0, `${needed} is not installed`);
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    try {
      for (const query of HOSTILE) {
        const url = new URL(`http://127.0.0.1:${port}/api/v1/datasets/covid/regions?${query}`);
        const snippet = Object.entries(callSnippets(url.href)).find(([language]) => language === name)?.[1] ?? '';
        await run(command, [...options, snippet], { env: { ...process.env, no_proxy: '*', NO_PROXY: '*' } });
        expect(asked.pop()).toBe(url.pathname + url.search);
      }
    } finally {
      server.close();
    }
  },
);
