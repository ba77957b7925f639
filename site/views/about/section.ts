import { element } from '../../controls/element.ts';
import { inlineNodes, textBlock } from '../../controls/text.ts';
import type { Inline, TextBlock, TextPart } from '../../format/markdown.ts';
import { type PlainTable, plainTable } from './plain-table.ts';

/** A part of the page under a heading, which the table of contents links to. */
export interface AboutSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly AboutBlock[];
}

/** A string is a paragraph. */
export type AboutBlock =
  | string
  | TextBlock
  /** A list that stays one, whatever its items begin with. */
  | { readonly bullets: readonly (readonly Inline[])[] }
  | { readonly notes: readonly Note[]; readonly className?: string }
  | PlainTable
  /** Drawn when it is opened. */
  | { readonly fold: string; readonly open: () => AboutBlock }
  /** Something that changes or acts. */
  | { readonly node: Node };

export interface Note {
  readonly title: readonly Inline[];
  readonly text: readonly Inline[];
}

/** Adds the data set's own text: to the section that a heading names by its id, else as a section of its own. */
export function withText(sections: readonly AboutSection[], parts: readonly TextPart[]): readonly AboutSection[] {
  const of = Map.groupBy(parts, ({ title }) => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'));
  const added = sections.map(section => ({
    ...section,
    blocks: [...section.blocks, ...(of.get(section.id) ?? []).flatMap(({ blocks }) => blocks)],
  }));
  const own = [...of].filter(([id]) => sections.every(section => section.id !== id));
  return [
    ...added,
    ...own.map(([id, same]) => ({
      id,
      title: same[0]?.title ?? '',
      blocks: same.flatMap(({ blocks }) => blocks),
    })),
  ];
}

export function drawSection({ id, title, blocks }: AboutSection): HTMLElement {
  const headingId = `about-${id}-title`;
  const section = element(
    'section',
    { id: `about-${id}`, className: 'about-section' },
    element('h2', { id: headingId }, title),
    ...drawBlocks(blocks),
  );
  section.setAttribute('aria-labelledby', headingId);
  return section;
}

/** Links to the sections. */
export function contents(sections: readonly AboutSection[]): HTMLElement {
  const items = sections.map(({ id, title }) => element('li', {}, element('a', { href: `#about-${id}` }, title)));
  return element('nav', { className: 'about-contents', ariaLabel: 'On this page' }, element('ul', {}, ...items));
}

export function drawBlocks(blocks: readonly AboutBlock[]): readonly Node[] {
  return blocks.map(drawBlock);
}

function drawBlock(block: AboutBlock): Node {
  if (typeof block === 'string') return element('p', {}, block);
  if ('node' in block) return block.node;
  if ('columns' in block) return plainTable(block);
  if ('fold' in block) return foldOf(block);
  if ('notes' in block) return noteList(block);
  if ('bullets' in block) return textBlock({ list: block.bullets });
  if (!('list' in block)) return textBlock(block);
  if (block.list.every(([first]) => typeof first === 'object' && 'strong' in first)) {
    return noteList({ notes: block.list.map(noteOf) });
  }
  return block.list.every(([first]) => typeof first === 'object' && 'link' in first)
    ? linkList(block.list)
    : textBlock(block);
}

/** `**Title** text` */
function noteOf([first, ...text]: readonly Inline[]): Note {
  return { title: typeof first === 'object' && 'strong' in first ? [first.strong] : [], text };
}

function noteList({ notes, className = '' }: { notes: readonly Note[]; className?: string }): HTMLElement {
  const items = notes.map(({ title, text }) =>
    element('div', {}, element('dt', {}, ...inlineNodes(title)), element('dd', {}, ...inlineNodes(text))),
  );
  return element('dl', { className: `about-notes ${className}` }, ...items);
}

/** Links, each with a remark below it. */
function linkList(items: readonly (readonly Inline[])[]): HTMLElement {
  const lines = items.map(([link = '', ...remark]) => {
    const below = remark.length === 0 ? [] : [element('span', {}, ...inlineNodes(remark))];
    return element('li', {}, ...inlineNodes([link]), ...below);
  });
  return element('ul', { className: 'about-links' }, ...lines);
}

function foldOf({ fold, open }: { readonly fold: string; readonly open: () => AboutBlock }): HTMLElement {
  const details = element('details', { className: 'about-fold' }, element('summary', {}, fold));
  details.addEventListener('toggle', () => details.append(drawBlock(open())), { once: true });
  return details;
}
