import './about.css';
import { element } from '../../controls/element.ts';
import { freshnessOf, renderFreshness } from '../../controls/freshness.ts';
import { reportGap } from '../../data/read-receipt.ts';
import { formatCount, formatDate } from '../../format/numbers-and-dates.ts';
import type { OpenTab, TabContext } from '../view.ts';
import { citeSection } from './cite.ts';
import { freshnessSection } from './freshness.ts';
import { linksSection } from './links.ts';
import { methodSection } from './method.ts';
import { programsSection } from './programs.ts';
import { receiptSection } from './receipt.ts';
import { contents } from './section.ts';
import { sourceSection } from './source.ts';

/** Where the numbers come from, how new they are, how they are worked out, and what was left out. */
export function aboutTab({ element: tab, published }: TabContext): OpenTab {
  const { snapshot } = published;
  const now = new Date();
  const render = () => {
    const freshness = freshnessSection(published, freshnessOf(snapshot.lastDate, null, now));
    const receipt = receiptSection(published, read => {
      renderFreshness(freshness.sentence, freshnessOf(snapshot.lastDate, reportGap(read), now));
    });
    const sections = [
      freshness.section,
      sourceSection(snapshot),
      methodSection(snapshot),
      receipt,
      citeSection(published),
      programsSection(published),
      linksSection(snapshot.dataset),
    ];
    const text = element('div', { className: 'about-text' }, ...sections);
    tab.replaceChildren(element('div', { className: 'about' }, head(), contents(sections), text));
  };
  return {
    show: () => {
      // Back and Forward between the sections find the page as it is.
      if (tab.firstElementChild !== null) return;
      render();
      if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
    },
    title: () => `About ${snapshot.title}`,
  };

  function head(): HTMLElement {
    const places = snapshot.maps.reduce((sum, { regionCount }) => sum + regionCount, 0);
    const days = `${formatDate(snapshot.firstDate)} to ${formatDate(snapshot.lastDate)}`;
    const maps = snapshot.maps.length === 1 ? 'one map' : `${snapshot.maps.length} maps`;
    return element(
      'header',
      { className: 'about-head' },
      element('h1', {}, 'About these numbers'),
      element(
        'p',
        {},
        `${snapshot.description} They go from ${days}, for ${formatCount(places)} places on ${maps}, and are worked out by one program from the reports as they were published.`,
      ),
    );
  }
}
