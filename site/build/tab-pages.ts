import type { Plugin, Rolldown } from 'vite';
import { TAB_IDS, type TabId } from '../address/path.ts';
import { TAB_TEXTS } from '../views/view.ts';

/**
 * Writes a page for each tab beside `index.html`: with the title and description of the tab, for those who read no
 * script, and asking ahead for what the tab needs and nothing else. `home.html` takes the place of `index.html` on a site
 * whose first page is the home page.
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
        const source = homePage(String(page.source), filesOf('home', bundle));
        this.emitFile({ type: 'asset', fileName: 'home.html', source });
      },
    },
  };
}

interface PageFiles {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** The home page, made of the first page. Throws where that page has lost what is replaced. */
export function homePage(page: string, files: PageFiles): string {
  return asking(replace(page, /data-tab="map"/g, 'data-tab="home"'), files);
}

/** The page of a tab, made of the first page. Throws where that page has lost what is replaced. */
export function tabPage(page: string, tab: TabId, files: PageFiles): string {
  const { title, description } = TAB_TEXTS[tab];
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
  return asking(replace(text, /data-tab="map"/g, `data-tab="${tab}"`), files);
}

/** The page, asking ahead for more files. */
function asking(page: string, { scripts, styles }: PageFiles): string {
  const asked = [
    ...scripts
      .filter(file => !page.includes(file))
      .map(file => `<link rel="modulepreload" crossorigin href="/${file}">`),
    ...styles.map(file => `<link rel="stylesheet" crossorigin href="/${file}">`),
  ];
  return replace(page, /(?=<\/head>)/g, `${asked.join('\n    ')}\n  `);
}

function replace(text: string, pattern: RegExp, put: string): string {
  if (!pattern.test(text)) throw new Error(`index.html has nothing like ${pattern}`);
  return text.replaceAll(pattern, () => put);
}

/** What the module of a tab or of the home page brings along that the first page does not. */
function filesOf(view: TabId | 'home', bundle: Rolldown.OutputBundle) {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
  const first = chunks.find(({ isEntry }) => isEntry);
  const own = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${view}/${view}-view.ts`));
  const scripts = own === undefined ? [] : [own.fileName, ...own.imports].filter(file => file !== first?.fileName);
  const styles = chunks
    .filter(({ fileName }) => scripts.includes(fileName))
    .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return { scripts, styles: [...new Set(styles)] };
}
