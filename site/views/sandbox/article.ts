import { chartInks } from '../../charts/ink.ts';
import { element } from '../../controls/element.ts';
import { textBlock } from '../../controls/text.ts';
import type { ParsedText, TextPart } from '../../format/markdown.ts';
import { herdFigure, herdShares } from './herd-plot.ts';

export interface Article {
  readonly root: HTMLElement;
  /** Draws its figure in the colors of the page. */
  readonly draw: () => void;
}

/** The data set's text on the model; `![…](figure:herd)` in it is the figure of herd immunity, made by the model itself. */
export function article(read: (() => Promise<ParsedText>) | null): Article {
  const root = element('article', { className: 'sandbox-article', hidden: true });
  let draw = () => {};
  const show = ({ title, parts }: ParsedText) => {
    const herd = herdFigure(herdShares());
    const figure = (name: string) => (name === 'herd' ? herd.figure : null);
    root.replaceChildren(
      element('h2', {}, title),
      element('div', { className: 'sandbox-columns' }, ...parts.map(part => partOf(part, figure))),
    );
    root.hidden = false;
    draw = () => {
      if (herd.figure.isConnected) herd.draw(chartInks(herd.figure));
    };
    draw();
  };
  const fail = () => {
    root.replaceChildren(element('p', {}, 'The text about this model did not arrive. Load the page again to read it.'));
    root.hidden = false;
  };
  if (read !== null) read().then(show).catch(fail);
  return { root, draw: () => draw() };
}

/** A part with a figure has it beside the words. */
function partOf({ title, blocks }: TextPart, figure: (name: string) => HTMLElement | null): HTMLElement {
  const words = blocks.filter(block => !('figure' in block)).map(block => textBlock(block));
  const section = element('section', {}, element('h3', {}, title), ...words);
  const figures = blocks.filter(block => 'figure' in block).map(block => textBlock(block, figure));
  return figures.length === 0 ? section : element('div', { className: 'sandbox-beside' }, section, ...figures);
}
