import { chartInks } from '../../charts/ink.ts';
import { element } from '../../controls/element.ts';
import { percentWords } from './format.ts';
import { type HerdShare, herdFigure, herdShares } from './herd-plot.ts';

export interface Article {
  readonly root: HTMLElement;
  /** Draws its figure in the colours of the page as it stands. */
  readonly draw: () => void;
}

/** What the model says, and what it leaves out; its numbers and its figure come from the model itself. */
export function article(): Article {
  const shares = herdShares();
  const herd = herdFigure(shares);
  const root = element(
    'article',
    { className: 'sandbox-article' },
    element('h2', {}, 'What the sandbox shows'),
    element(
      'div',
      { className: 'sandbox-columns' },
      groupsSection(),
      numbersSection(),
      turnSection(shareAt(shares, 1.5), shareAt(shares, 3)),
      herdSection(shareAt(shares, 1.5), shareAt(shares, 3), herd.figure),
      limitsSection(),
      methodSection(),
      references(),
    ),
  );
  return { root, draw: () => herd.draw(chartInks(herd.figure)) };
}

function groupsSection(): HTMLElement {
  return section(
    'Three groups of people',
    text(
      'In a town of 10,000 people, one person catches an infection that is new to everyone. From then on each person is in one of three groups.',
    ),
    list([
      ['Susceptible', 'people can still catch it.'],
      ['Infected', 'people have it and pass it on.'],
      ['Removed', 'people do neither any more: they have recovered and are immune, or they have died.'],
    ]),
    text(
      'People move one way only, from the first group to the second to the third. The initials give the model its name, SIR.',
    ),
  );
}

function numbersSection(): HTMLElement {
  return section(
    'Two numbers make a wave',
    text(
      'The number d is the mean infectious period: for how many days a person is infectious, on average. The number r is the reproduction number: how many people an infected person infects during that time, as long as everyone else is susceptible, which is what R0 stands for elsewhere. A larger r makes a higher and earlier wave. A larger d makes the same wave slower: it is as high, and comes later.',
    ),
    text(
      'The value of r belongs to the infection and to the way people live. Keeping apart, wearing masks and staying at home when ill lower it. That is what a change on the way stands for.',
    ),
  );
}

function turnSection(low: HerdShare, high: HerdShare): HTMLElement {
  return section(
    'Why a wave turns',
    text(
      'As a wave goes on, an infected person meets fewer people who can still catch it. With half of the town susceptible, each infects only half as many. The number of infected people grows as long as each infects more than one other, and falls from then on.',
    ),
    text(
      `So the peak comes when N/r people are still susceptible, where N is everyone: ${percentWords(1 - low.threshold)} of the town for r = ${low.r}, and ${percentWords(1 - high.threshold)} for r = ${high.r}. Where r is 1 or less, no wave begins.`,
    ),
  );
}

function herdSection(low: HerdShare, high: HerdShare, figure: HTMLElement): HTMLElement {
  const excess = ({ r, everInfected, threshold }: HerdShare) =>
    `${percentWords(everInfected)} instead of ${percentWords(threshold)} for r = ${r}`;
  const words = section(
    'Herd immunity',
    text(
      'Once a share of 1 − 1/r of the town is immune, the infection can no longer grow: the immune protect those who are still susceptible. But a wave does not stop there. Whoever is infected at the peak goes on to infect others, though fewer and fewer.',
    ),
    text(
      `So many more people are infected than would have been enough: ${excess(low)}, and ${excess(high)}. A lower r at the right time brings the two closer together. Vaccination gives the same protection without the wave.`,
    ),
  );
  return element('div', { className: 'sandbox-beside' }, words, figure);
}

function limitsSection(): HTMLElement {
  return section(
    'What the model leaves out',
    list([
      [
        'Everyone meets everyone.',
        'In the model any two people are equally likely to meet. Real people mostly meet the same few, so real waves spread unevenly and often stay smaller.',
      ],
      [
        'Nobody is a super-spreader.',
        'In the model all infected people are equally infectious. In reality a few infect many and most infect nobody, so outbreaks often end by chance, or leap ahead. The model knows no chance, and counts fractions of a person.',
      ],
      [
        'Recovery has no clock.',
        'In the model the same share of the infected recovers each day, however long they have been ill: some after a day, some after months. Real infections last more alike, and are not passed on from the first hour. That changes how steep a wave is and when it comes.',
      ],
      ['Nothing else changes.', 'Nobody is born, travels, loses immunity, or becomes more careful when many are ill.'],
    ]),
    text('So the sandbox is there to understand waves. It is no forecast for any place.'),
  );
}

function methodSection(): HTMLElement {
  return section(
    'How it is computed',
    text(
      'With S people susceptible and I infected, (r/d)·S·I/N people are infected per day, and I/d are removed. Your browser follows this with a Runge–Kutta method of fourth order and shows the count at the end of each day. New values hold from the beginning of their day, which is where the end of the day before stands in the charts.',
    ),
    text(
      'The charts end when fewer than one person is infected. A few more people are infected after that. They do not count as never infected, so that number is a little smaller than the number of susceptible people at the end of the charts.',
    ),
  );
}

function shareAt(shares: readonly HerdShare[], r: number): HerdShare {
  const share = shares.find(candidate => candidate.r === r);
  if (share === undefined) throw new Error(`the figure must have a share for r = ${r}`);
  return share;
}

function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...children);
}

function text(words: string): HTMLElement {
  return element('p', {}, words);
}

function list(items: readonly (readonly [string, string])[]): HTMLElement {
  return element('ul', {}, ...items.map(([lead, rest]) => element('li', {}, element('strong', {}, lead), ` ${rest}`)));
}

const REFERENCES = [
  {
    text: 'W. O. Kermack and A. G. McKendrick (1927): A contribution to the mathematical theory of epidemics. Proceedings of the Royal Society of London A 115, 700–721',
    url: 'https://doi.org/10.1098/rspa.1927.0118',
  },
  {
    text: 'J. O. Lloyd-Smith and others (2005): Superspreading and the effect of individual variation on disease emergence. Nature 438, 355–359',
    url: 'https://doi.org/10.1038/nature04153',
  },
  {
    text: 'Wikipedia: Compartmental models in epidemiology',
    url: 'https://en.wikipedia.org/wiki/Compartmental_models_in_epidemiology',
  },
  { text: 'Wikipedia: Herd immunity', url: 'https://en.wikipedia.org/wiki/Herd_immunity' },
] as const;

/** Where to read on. */
function references(): HTMLElement {
  const items = REFERENCES.map(({ text, url }) => element('li', {}, element('a', { href: url }, text)));
  return element('section', {}, element('h3', {}, 'To read on'), element('ul', {}, ...items));
}
