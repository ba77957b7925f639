import * as v from 'valibot';
import type { OfferedView } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject, count, expected, list, oneOf, parse, record, text } from '../contract/schema.ts';
import type { SiteIdentity } from '../contract/site-file.ts';
import { type CurvesDefaults, STANDARD_CURVES, STANDARD_VIEWS, VIEW_IDS } from '../contract/views.ts';
import type { ReadBeside } from '../job/build.ts';
import type { Fields } from './known-names.ts';

export interface ViewsOfDataset {
  readonly views: readonly OfferedView[];
  readonly curves: CurvesDefaults;
}

/** The field `views`: which views a data set offers, in which order, what they open with, and their texts. */
export async function readViews(
  value: unknown,
  measures: readonly string[],
  beside: ReadBeside,
  hasMap = true,
): Promise<ViewsOfDataset> {
  if (value === undefined) return { views: STANDARD_VIEWS, curves: STANDARD_CURVES };
  const fields = parse(anyObject, value, 'views');
  const views: OfferedView[] = [];
  for (const [name, settings] of Object.entries(fields)) {
    const id = parse(oneOf(...VIEW_IDS), name, 'views');
    const hasText = id === 'about' || id === 'sandbox';
    // `about:` alone is a view without settings.
    const own = parse(anyObject, settings ?? {}, `views.${id}`);
    views.push({ id, text: hasText ? await textBeside(own.text, `views.${id}.text`, beside) : null });
  }
  if (hasMap && !('map' in fields)) throw expected('a list of views with "map"', Object.keys(fields), 'views');
  return { views, curves: curvesOf(parse(anyObject, fields.curves ?? {}, 'views.curves'), measures) };
}

/** What a site calls itself, in `site` of a descriptor. */
export function parseIdentity(value: unknown, where: string): SiteIdentity {
  const fields = parse(anyObject, value, where);
  return {
    title: parse(text, fields.title, `${where}.title`),
    tagline: parse(v.nullable(text), fields.tagline ?? null, `${where}.tagline`),
    accent: parse(v.nullable(text), fields.accent ?? null, `${where}.accent`),
  };
}

function curvesOf(fields: Fields, known: readonly string[]): CurvesDefaults {
  const at = 'views.curves';
  const measures = parse(list(text), fields.measures ?? STANDARD_CURVES.measures, `${at}.measures`);
  for (const id of measures) parse(oneOf(...known), id, `${at}.measures`);
  const align = parse(record(count), fields.align ?? {}, `${at}.align`);
  return {
    noun: parse(text, fields.noun ?? STANDARD_CURVES.noun, `${at}.noun`),
    places: parse(list(text), fields.places ?? STANDARD_CURVES.places, `${at}.places`),
    measures,
    align: { ...STANDARD_CURVES.align, ...align },
  };
}

/** A text is shown in a page that must open fast. */
const MAX_TEXT_LENGTH = 100_000;

async function textBeside(value: unknown, where: string, beside: ReadBeside): Promise<string | null> {
  const name = parse(v.nullable(text), value ?? null, where);
  if (name === null) return null;
  if (!/^[\w.-]+\.md$/.test(name)) throw expected('the name of an .md file beside the descriptor', name, where);
  const markdown = await beside(name);
  if (markdown === undefined) throw new Problem('bad-descriptor', `${where} names ${name}, which is not there`);
  if (markdown.length <= MAX_TEXT_LENGTH) return markdown;
  throw new Problem('bad-descriptor', `${name} may have ${MAX_TEXT_LENGTH} characters; found ${markdown.length}`);
}
