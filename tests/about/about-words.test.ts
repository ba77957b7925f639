import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { POINTER_EXAMPLE } from '../../functions/contract/pointer.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import cities from '../../maps/gazetteer/cities.json' with { type: 'json' };
import { parseMarkdown } from '../../site/format/markdown.ts';
import { readableSentence } from '../../site/format/sentences.ts';
import { SHAPE_MAPS } from '../../site/shapes/shape-maps.ts';
import { citation, permanentPath } from '../../site/views/about/cite.ts';
import { publishingWords } from '../../site/views/about/freshness.ts';
import { totalsColumns } from '../../site/views/about/receipt-places.ts';
import { rowCounts } from '../../site/views/about/receipt-uploads.ts';
import { withText } from '../../site/views/about/section.ts';
import { CITY_CREDIT, mapCredits } from '../../site/views/about/source.ts';

describe('publishingWords(pointer, timeZone)', () => {
  const { attempt } = POINTER_EXAMPLE;
  const words = (changed: Partial<typeof POINTER_EXAMPLE>) =>
    publishingWords({ ...POINTER_EXAMPLE, ...changed }, 'UTC')
      .join(' ')
      .replaceAll('\u202f', ' ');

  it('says when the numbers went live and that every upload is in', () => {
    expect(words({})).toBe(
      'These numbers were published on July 1, 2020 at 5:02 AM UTC. The last build ran then and used every upload.',
    );
  });

  it('says when a later build was refused, and that the numbers stay', () => {
    const refused = words({ attempt: { ...attempt, at: '2020-07-02T06:00:00.000Z', outcome: 'refused' } });
    expect(refused).toContain('The last build ran on July 2, 2020 at 6:00 AM UTC and was not published');
  });

  it('says when uploads were left out', () => {
    expect(words({ attempt: { ...attempt, outcome: 'quarantined' } })).toContain('held something back');
  });

  it('says when a newer version is held back', () => {
    expect(words({ pinned: true, newest: 'ff'.repeat(16) })).toContain('An earlier version is shown on purpose');
    expect(words({ pinned: true })).not.toContain('on purpose');
  });

  it('speaks of the address where that names the version', () => {
    expect(publishingWords(null)).toEqual([expect.stringContaining('a version that the address names')]);
  });
});

describe('readableSentence(sentence)', () => {
  it('writes days in words and begins with a capital letter', () => {
    expect(readableSentence('3 reports up to 2020-06-30 are live.')).toBe('3 reports up to June 30, 2020 are live.');
    expect(readableSentence('the day is after 2020-06-30.')).toBe('The day is after June 30, 2020.');
  });

  it('leaves the names of files as they are', () => {
    expect(readableSentence('found 2020-06-30.csv')).toBe('Found 2020-06-30.csv');
  });
});

describe('citation(snapshot, version)', () => {
  it('names source, days, licence, version and permanent address', () => {
    const id = '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d';
    expect(citation(SNAPSHOT_EXAMPLE, { id, site: 'See COVID', address: `https://example.org/covid@${id}/map` })).toBe(
      'Johns Hopkins University, CSSE: COVID-19, January 22, 2020 to June 30, 2020. License: CC BY 4.0. ' +
        `As published by See COVID, version ${id}, https://example.org/covid@${id}/map`,
    );
    expect(permanentPath('covid', id)).toBe(`/covid@${id}/map`);
  });
});

describe('rowCounts(inputs)', () => {
  it('adds the uploads up, every row with one fate', () => {
    const { read, ...fates } = rowCounts(RECEIPT_EXAMPLE.inputs);
    expect(read).toBe(3787);
    expect(Object.values(fates).reduce((sum, rows) => sum + rows)).toBe(read);
    expect(fates).toMatchObject({ moved: 4, merged: 3, rejected: 1 });
  });

  it('is nothing for no uploads', () => {
    expect(rowCounts([]).read).toBe(0);
  });
});

describe('totalsColumns(all, measures)', () => {
  const measures = ['deaths', 'confirmed', 'active'].map(id => ({
    id,
    title: id.toUpperCase(),
    description: '',
    kind: 'cumulative' as const,
    noun: id,
    unit: null,
    decimals: 0,
    guessed: false,
  }));

  it('has the measures that occur, in the order of the data set', () => {
    const { names, cells } = totalsColumns([{ confirmed: 3 }, { deaths: 0, confirmed: 5 }], measures);
    expect(names).toEqual(['DEATHS', 'CONFIRMED']);
    expect(cells({ confirmed: 3 })).toEqual([null, 3]);
    expect(cells({ deaths: 0, confirmed: 5 })).toEqual([0, 5]);
  });
});

test('the credit of the cities is that of their file', () => {
  expect(CITY_CREDIT).toBe(cities.credit);
});

describe('mapCredits(maps)', () => {
  it('has the credit of every map that is drawn', () => {
    const credits = mapCredits(SHAPE_MAPS.map(({ map, title }) => ({ id: map, title })));
    const byTitle = new Map(credits.flatMap(({ maps, credit }) => maps.map(title => [title, credit])));
    expect(byTitle).toEqual(new Map(SHAPE_MAPS.map(({ title, credit }) => [title, credit])));
  });

  it('names maps of one atlas together, and none that has no shapes', () => {
    const maps = ['us-counties', 'moon', 'us-states'].map(id => ({ id, title: id }));
    expect(mapCredits(maps).map(({ maps }) => maps)).toEqual([['us-counties', 'us-states']]);
  });
});

describe('datasets/covid/about.md', async () => {
  const { parts } = parseMarkdown(await readFile(join(import.meta.dirname, '../../datasets/covid/about.md'), 'utf8'));
  const lists = parts.flatMap(({ blocks }) => blocks).flatMap(block => ('list' in block ? [block.list] : []));
  const links = parts
    .flatMap(({ blocks }) => blocks)
    .flatMap(block => ('list' in block ? block.list.flat() : 'text' in block ? block.text : []))
    .flatMap(inline => (typeof inline === 'object' && 'link' in inline ? [inline.url] : []));

  it('adds to sections of the page, and has one of its own', () => {
    const page = ['freshness', 'method', 'cite'].map(id => ({ id, title: id, blocks: ['its own'] }));
    const sections = withText(page, parts);
    expect(sections.map(({ id }) => id)).toEqual([...page.map(({ id }) => id), 'links-and-references']);
    for (const { blocks } of sections) expect(blocks.length).toBeGreaterThan(1);
  });

  it('has five dashboards, twelve sources, and three references for the sandbox', () => {
    expect(lists.slice(1).map(list => list.length)).toEqual([5, 12, 3]);
  });

  it('says that the counties of a state add up to less than the state, and why', () => {
    const texts = JSON.stringify(lists[0]);
    expect(texts).toMatch(/not assigned to a county.* counties .* add up to less than the state/);
  });

  it('leads to each address once, over a safe connection', () => {
    expect(new Set(links).size).toBe(links.length);
    expect(links.filter(url => new URL(url).protocol !== 'https:')).toEqual([]);
  });
});
