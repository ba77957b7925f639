import { describe, expect, test } from 'vitest';
import { embedAddress, embedCode } from '../../site/export/dialogs.ts';

describe('embedAddress(address)', () => {
  test('adds embed=1 to what is there, or where nothing is', () => {
    expect(embedAddress('https://a.test/covid/map')).toBe('https://a.test/covid/map?embed=1');
    expect(embedAddress('https://a.test/covid/map?')).toBe('https://a.test/covid/map?embed=1');
    expect(embedAddress('https://a.test/map?date=2020-06-30')).toBe('https://a.test/map?date=2020-06-30&embed=1');
  });

  test('leaves the rest as it is written, and embed once', () => {
    expect(embedAddress('https://a.test/curves?regions=36061,US-NY&embed=0&embedded=x#top')).toBe(
      'https://a.test/curves?regions=36061,US-NY&embedded=x&embed=1#top',
    );
  });
});

describe('embedCode(address, title)', () => {
  test('is one frame, as wide as its page', () => {
    expect(embedCode('https://a.test/map', 'Cases')).toBe(
      '<iframe src="https://a.test/map?embed=1" title="Cases" width="100%" height="600" style="border:0" loading="lazy" allowfullscreen></iframe>',
    );
  });

  test('lets no character of an address or a title end its attribute', () => {
    const code = embedCode('https://a.test/map?a=1&q="><script>', 'A & "B" <c>');
    expect(code).toContain('src="https://a.test/map?a=1&amp;q=&quot;&gt;&lt;script&gt;&amp;embed=1"');
    expect(code).toContain('title="A &amp; &quot;B&quot; &lt;c&gt;"');
  });
});
