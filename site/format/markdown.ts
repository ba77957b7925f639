import { lexer, type Token, type Tokens } from 'marked';

/** A piece of a line of text. */
export type Inline =
  | string
  | { readonly strong: string }
  | { readonly emphasis: string }
  | { readonly code: string }
  | { readonly link: string; readonly url: string };

export type TextBlock =
  | { readonly heading: string }
  | { readonly text: readonly Inline[] }
  | { readonly list: readonly (readonly Inline[])[] }
  /** What the view draws under that name: `![…](figure:name)`. */
  | { readonly figure: string };

/** What follows a heading of the second level. */
export interface TextPart {
  readonly title: string;
  readonly blocks: readonly TextBlock[];
}

export interface ParsedText {
  /** The heading of the first level; empty where there is none. */
  readonly title: string;
  readonly parts: readonly TextPart[];
}

/**
 * A text as data, with nothing in it that a browser would run: HTML and other Markdown than headings, paragraphs, lists,
 * emphasis, links and figures stay as they are written.
 */
export function parseMarkdown(markdown: string): ParsedText {
  const parts: { title: string; blocks: TextBlock[] }[] = [];
  let title = '';
  for (const token of lexer(markdown)) {
    if (isHeading(token) && token.depth === 1) title = plainText(token.tokens);
    else if (isHeading(token) && token.depth === 2) parts.push({ title: plainText(token.tokens), blocks: [] });
    else if (token.type !== 'space') {
      if (parts.length === 0) parts.push({ title: '', blocks: [] });
      parts.at(-1)?.blocks.push(blockOf(token));
    }
  }
  return { title, parts };
}

function blockOf(token: Token): TextBlock {
  if (isHeading(token)) return { heading: plainText(token.tokens) };
  if (isList(token)) return { list: token.items.map(({ tokens }) => inlinesOf(tokens)) };
  const [only, ...more] = token.type === 'paragraph' && 'tokens' in token ? (token.tokens ?? []) : [];
  if (only?.type === 'image' && 'href' in only && more.length === 0)
    return { figure: String(only.href).replace(/^figure:/, '') };
  return { text: token.type === 'paragraph' ? inlinesOf([token]) : [token.raw.trim()] };
}

/** Text that stands side by side is one piece. */
function inlinesOf(tokens: readonly Token[]): readonly Inline[] {
  const inlines: Inline[] = [];
  for (const inline of tokens.flatMap(inlineOf)) {
    const last = inlines.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') inlines.splice(-1, 1, last + inline);
    else inlines.push(inline);
  }
  return inlines;
}

function inlineOf(token: Token): readonly Inline[] {
  const inner = 'tokens' in token ? (token.tokens ?? []) : [];
  switch (token.type) {
    case 'strong':
      return [{ strong: plainText(inner) }];
    case 'em':
      return [{ emphasis: plainText(inner) }];
    case 'codespan':
      return [{ code: String(token.text) }];
    case 'link':
      return [{ link: plainText(inner), url: String(token.href) }];
    case 'escape':
      return [String(token.text)];
    case 'paragraph':
    case 'text':
      return inner.length > 0 ? inner.flatMap(inlineOf) : [token.raw.replaceAll('\n', ' ')];
    default:
      return [token.raw];
  }
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .flatMap(inlineOf)
    .map(inline => (typeof inline === 'string' ? inline : (Object.values(inline)[0] ?? '')))
    .join('');
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}
