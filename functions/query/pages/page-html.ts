/** What a page contains before its script runs. */
export interface PageParts {
  readonly title: string;
  readonly description: string;
  /** The address that search engines should know it by, if any. */
  readonly canonical: string | null;
  /** HTML at the beginning of `main`. */
  readonly main: string;
}

/** The page of a view with a title, a description and a content of its own. */
export function pageWith(template: string, { title, description, canonical, main }: PageParts): string {
  const link = canonical === null ? '' : `<link rel="canonical" href="${escaped(canonical)}" />\n  `;
  return template
    .replace(/(<title[^>]*>)[^<]*(?= · |<)/, (_, start: string) => start + escaped(title))
    .replace(/(<meta property="og:title" content=")[^"]*?(?= · |")/, (_, start: string) => start + escaped(title))
    .replaceAll(
      /(<meta (?:id="description" name|property)="(?:og:)?description" content=")[^"]*/g,
      (_, start: string) => start + escaped(description),
    )
    .replace('</head>', () => `${link}</head>`)
    .replace(/<main [^>]*>/, tag => `${tag}\n${main}`);
}

/** For text and for attributes in double quotes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
