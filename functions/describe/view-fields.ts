import * as v from 'valibot';
import { count, flag, list, text } from '../contract/schema.ts';
import { STANDARD_CURVES } from '../contract/views.ts';
import { fieldsOf, maybe, meant } from './documented-fields.ts';

const A_TEXT = 'the name of an .md file beside the descriptor';
const withText = v.nullable(
  fieldsOf({
    text: maybe(
      meant(
        v.pipe(v.string('text'), v.regex(/^[\w.-]+\.md$/, A_TEXT)),
        'A Markdown file beside the descriptor.',
        'about.md',
      ),
    ),
  }),
);

const curvesFields = fieldsOf({
  noun: maybe(meant(text, 'What one measure is called.', 'kind of visit'), STANDARD_CURVES.noun),
  places: maybe(
    meant(list(text), 'Ids of the regions that are shown first; left out: the largest three.', ['W1', 'W2']),
  ),
  measures: maybe(meant(list(text), 'Ids of the measures that are shown first; left out: the first.')),
  align: maybe(
    meant(
      fieldsOf({
        total: maybe(meant(count, 'A total of the first measure.'), STANDARD_CURVES.align.total),
        people: maybe(meant(count, 'One in so many people.'), STANDARD_CURVES.align.people),
      }),
      'Where lines may start, if they are aligned.',
    ),
  ),
});

/** `views:` of a `dataset.yaml`. */
export const viewsFields = fieldsOf({
  map: maybe(meant(v.nullable(fieldsOf({})), 'The map; it has no settings.')),
  curves: maybe(meant(v.nullable(curvesFields), 'The line charts, and what they open with.')),
  sandbox: maybe(meant(withText, 'A model to try out, with a text.')),
  about: maybe(meant(withText, 'What the data are and how they were checked, with a text.')),
});

const A_COLOR = 'a color like "#8c2d4f"';
const IDENTITY = {
  title: meant(text, 'The name of the site.', 'City in numbers'),
  tagline: maybe(meant(text, 'One sentence for search engines and previews.')),
  accent: maybe(
    meant(v.pipe(v.string('text'), v.regex(/^#[0-9a-fA-F]{6}$/, A_COLOR)), 'The color of links and marks.', '#8c2d4f'),
  ),
};

/** `site:` of a `dataset.yaml`. */
export const siteFields = fieldsOf(IDENTITY);

/** `site.yaml`. */
export const siteYamlFields = fieldsOf({
  ...IDENTITY,
  home: maybe(meant(flag, 'Whether the first page is the home page even if there is only one data set.'), false),
});
