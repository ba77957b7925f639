import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../site/format/markdown.ts';

describe('parseMarkdown(markdown)', () => {
  it('reads a title, parts under headings, and their paragraphs, lists and figures', () => {
    const text =
      '# Rain\n\nBefore.\n\n## Method\n\nOne *two*\n`three`.\n\n### More\n\n- **Dew** counts.\n\n![Wet](figure:dew)\n';
    expect(parseMarkdown(text)).toEqual({
      title: 'Rain',
      parts: [
        { title: '', blocks: [{ text: ['Before.'] }] },
        {
          title: 'Method',
          blocks: [
            { text: ['One ', { emphasis: 'two' }, ' ', { code: 'three' }, '.'] },
            { heading: 'More' },
            { list: [[{ strong: 'Dew' }, ' counts.']] },
            { figure: 'dew' },
          ],
        },
      ],
    });
  });

  it('leaves HTML and what else it does not know as it is written', () => {
    const blocks = (markdown: string) => parseMarkdown(markdown).parts.flatMap(({ blocks }) => blocks);
    expect(blocks('a <b>b</b> & <script>c()</script>')).toEqual([{ text: ['a <b>b</b> & <script>c()</script>'] }]);
    expect(blocks('<div onclick="a()">b</div>')).toEqual([{ text: ['<div onclick="a()">b</div>'] }]);
    expect(blocks('> quoted')).toEqual([{ text: ['> quoted'] }]);
  });

  it('is nothing for an empty text', () => {
    expect(parseMarkdown('')).toEqual({ title: '', parts: [] });
  });
});
