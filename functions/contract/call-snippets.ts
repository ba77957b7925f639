/** One call of the API in four languages, ready to be pasted. */
export interface CallSnippets {
  readonly curl: string;
  readonly javascript: string;
  readonly python: string;
  readonly r: string;
}

/**
 * How an address is fetched in a shell, JavaScript, Python and R: as a table where it is CSV, else as JSON. Whatever
 * stands in the address, it stays a text in each language.
 *
 * @param url absolute; http or https
 */
export function callSnippets(url: string): CallSnippets {
  const address = new URL(url);
  address.hash = '';
  const { href, pathname, searchParams } = address;
  const isCsv = searchParams.get('format') === 'csv';
  const texts = TEXT_COLUMNS[pathname.split('/').at(-1) ?? ''] ?? [];
  return {
    curl: `curl --fail-with-body --compressed --globoff ${shellQuoted(href)}`,
    javascript: isCsv ? javascriptOfText(href) : javascriptOfJson(href),
    python: isCsv ? pythonOfTable(href, texts) : pythonOfJson(href),
    r: isCsv ? rOfTable(href, texts) : rOfJson(href),
  };
}

/** Ids such as 06037 would be read as numbers. By the last part of the path. */
const TEXT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  regions: ['id', 'parent'],
  series: ['region'],
  ranking: ['region'],
};

function javascriptOfJson(href: string): string {
  return lines(...javascriptCall(href), 'const answer = await response.json();');
}

function javascriptOfText(href: string): string {
  return lines(...javascriptCall(href), 'const csv = await response.text();');
}

function javascriptCall(href: string): string[] {
  return [
    `const response = await fetch(${doubleQuoted(href)});`,
    'if (!response.ok) throw new Error((await response.json()).detail);',
  ];
}

function pythonOfJson(href: string): string {
  return lines(
    'import json',
    'import urllib.request',
    '',
    `with urllib.request.urlopen(${doubleQuoted(href)}) as response:`,
    '    answer = json.load(response)',
  );
}

function pythonOfTable(href: string, texts: readonly string[]): string {
  const types = texts.length === 0 ? '' : `, dtype={${texts.map(column => `"${column}": str`).join(', ')}}`;
  return lines('import pandas as pd', '', `table = pd.read_csv(${doubleQuoted(href)}${types})`);
}

function rOfJson(href: string): string {
  return lines('library(jsonlite)', '', `answer <- fromJSON(${doubleQuoted(href)})`);
}

function rOfTable(href: string, texts: readonly string[]): string {
  const types =
    texts.length === 0 ? '' : `, colClasses = c(${texts.map(column => `${column} = "character"`).join(', ')})`;
  return `table <- read.csv(${doubleQuoted(href)}, encoding = "UTF-8"${types})`;
}

function lines(...each: readonly string[]): string {
  return each.join('\n');
}

/** Within single quotes a shell reads nothing but the next single quote. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A normalized address is ASCII and has no quote, backslash or line break that is not in percent signs, but for a
 * backslash behind the question mark. JSON writes that in a way that all three languages read.
 */
function doubleQuoted(text: string): string {
  return JSON.stringify(text);
}
