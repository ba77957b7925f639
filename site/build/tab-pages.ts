import type { Plugin, Rolldown } from 'vite';
import { TAB_IDS, type TabId } from '../address/path.ts';
import { TAB_TEXTS } from '../views/view.ts';

/**
 * Writes a page for each tab beside `index.html`: with the title and description of the tab, for those who read no
 * script, and asking ahead for what the tab needs and nothing else.
 */
export function tabPages(): Plugin {
  return {
    name: 'tab-pages',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') this.error('the build must have an index.html');
        for (const tab of TAB_IDS) {
          const source = tabPage(String(page.source), tab, filesOf(tab, bundle));
          this.emitFile({ type: 'asset', fileName: `${tab}.html`, source });
        }
      },
    },
  };
}

/** The page of a tab, made of the first page. Throws where that page has lost what is replaced. */
export function tabPage(
  page: string,
  tab: TabId,
  files: { scripts: readonly string[]; styles: readonly string[] },
): string {
  const { title, description } = TAB_TEXTS[tab];
  const replace = (text: string, pattern: RegExp, put: string) => {
    if (!pattern.test(text)) throw new Error(`index.html has nothing like ${pattern}`);
    return text.replaceAll(pattern, () => put);
  };
  const asked = [
    ...files.scripts
      .filter(file => !page.includes(file))
      .map(file => `<link rel="modulepreload" crossorigin href="/${file}">`),
    ...files.styles.map(file => `<link rel="stylesheet" crossorigin href="/${file}">`),
  ];
  let text = replace(page, /(?<=<title data-site="title">)/g, `${title} · `);
  text = replace(text, /(?<=<meta property="og:title" content=")/g, `${title} · `);
  text = replace(
    text,
    /(?<=<meta (?:id="description" name|property)="(?:og:)?description" content=")[^"]*" data-site="tagline"/g,
    `${description}"`,
  );
  if (tab === 'map') return text;
  // Which maps a data set has; the other tabs ask for no shapes.
  text = replace(text, /<link rel="preload" href="\/data\/index\.json" [^>]*>\s*/g, '');
  text = replace(text, /data-tab="map"/g, `data-tab="${tab}"`);
  return replace(text, /(?=<\/head>)/g, `${asked.join('\n    ')}\n  `);
}

/** What the module of a tab brings along that the first page does not. */
function filesOf(tab: TabId, bundle: Rolldown.OutputBundle) {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
  const first = chunks.find(({ isEntry }) => isEntry);
  const own = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${tab}/${tab}-view.ts`));
  const scripts = own === undefined ? [] : [own.fileName, ...own.imports].filter(file => file !== first?.fileName);
  const styles = chunks
    .filter(({ fileName }) => scripts.includes(fileName))
    .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return { scripts, styles: [...new Set(styles)] };
}
