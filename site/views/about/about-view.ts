import './about.css';
import type { Receipt } from '../../../functions/contract/receipt.ts';
import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import { freshnessOf, renderFreshness } from '../../controls/freshness.ts';
import { reportGap } from '../../data/read-receipt.ts';
import { readSite } from '../../data/site.ts';
import type { TextPart } from '../../format/markdown.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { formatSpan } from '../../format/periods.ts';
import type { OpenTab, TabContext } from '../view.ts';
import { citeSection } from './cite.ts';
import { columnsSection } from './columns.ts';
import { freshnessSection } from './freshness.ts';
import { methodSection } from './method.ts';
import { programsSection } from './programs.ts';
import { receiptSection } from './receipt.ts';
import { contents, drawSection, withText } from './section.ts';
import { sourceSection } from './source.ts';

/** Where the numbers come from, how new they are, how they are worked out, and what was left out. */
export function aboutTab({ element: tab, published }: TabContext): OpenTab {
  const { snapshot } = published;
  const render = async () => {
    const [parts, { title }] = await Promise.all([readParts(published.readText('about')), readSite()]);
    const now = new Date();
    const sentence = element('p');
    renderFreshness(sentence, freshnessOf(snapshot.lastDate, null, now, snapshot.period));
    const whenRead = (receipt: Receipt) => {
      // The dates of longer periods are no days.
      const gap = snapshot.period.unit === 'day' ? reportGap(receipt) : null;
      renderFreshness(sentence, freshnessOf(snapshot.lastDate, gap, now, snapshot.period));
    };
    const sections = withText(
      [
        freshnessSection(published, sentence),
        sourceSection(snapshot),
        ...(snapshot.measures.length === 0 ? [] : [methodSection(snapshot)]),
        ...columnsSection(published),
        receiptSection(published, whenRead),
        citeSection(published, title),
        programsSection(published),
      ],
      parts,
    );
    const text = element('div', { className: 'stack about-text' }, ...sections.map(drawSection));
    tab.replaceChildren(element('div', { className: 'stack about' }, head(snapshot), contents(sections), text));
  };
  return {
    show: async () => {
      // Back and Forward between the sections find the page as it is.
      if (tab.firstElementChild !== null) return;
      await render();
      if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
    },
    title: () => `About ${snapshot.title}`,
  };
}

/** The data set's own text; without it the rest of the page stands. */
async function readParts(read: ReturnType<TabContext['published']['readText']>): Promise<readonly TextPart[]> {
  if (read === null) return [];
  try {
    return (await read()).parts;
  } catch {
    const text = 'What the publisher says about these numbers did not arrive. Load the page again to read it.';
    return [{ title: 'Notes', blocks: [{ text: [text] }] }];
  }
}

function head(snapshot: Snapshot): HTMLElement {
  const { description, maps, tables } = snapshot;
  if (maps.length === 0) {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const size = `${tables.length === 1 ? 'One table' : `${tables.length} tables`} with ${formatCount(rows)} rows, published as they are.`;
    return headOf('About these data', `${description} ${size}`);
  }
  return headOf(
    'About these numbers',
    `${description} ${extentOf(snapshot)}, and one program computes them from the reports as they were published.`,
  );
}

function headOf(title: string, text: string): HTMLElement {
  return element('header', { className: 'about-head' }, element('h1', {}, title), element('p', {}, text.trim()));
}

function extentOf({ maps, firstDate, lastDate, period }: Snapshot): string {
  const places = maps.reduce((sum, { regionCount }) => sum + regionCount, 0);
  const span = formatSpan(firstDate, lastDate, period);
  const onMaps = maps.length === 1 ? 'one map' : `${maps.length} maps`;
  const where = maps[0]?.id === 'all' ? '' : `, for ${formatCount(places)} places on ${onMaps}`;
  if (span === '') return `They are${where.slice(1)}`;
  return firstDate === lastDate ? `They are for ${span}${where}` : `They go from ${span}${where}`;
}
