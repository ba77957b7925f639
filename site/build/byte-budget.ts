import type { Plugin, Rolldown } from 'vite';
import { type BuiltSite, type Load, type SiteLimits, weighSite } from './weigh-site.ts';

const KB = 1000;
/** So many files are named where a limit is broken. */
const NAMED_FILES = 4;

/**
 * What the site may weigh as a browser gets it, compressed by {@link precompress}. The first view may have 300 kB at
 * three years of data, 120 kB of it script; of the rest its data takes about 50, which is measured by `npm run bench`.
 */
const LIMITS: SiteLimits = {
  firstModules: ['/site/views/map/map-view.ts', '/site/views/map/ranking-chart.ts'],
  firstShapes: 'assets/us-counties-',
  script: 100 * KB,
  style: 12 * KB,
  page: 4 * KB,
  shapes: 130 * KB,
  firstView: 230 * KB,
  furtherPart: 60 * KB,
  otherFile: 100 * KB,
};

/** Fails the build, before anything is written, where a part of the site weighs more than it may. */
export function byteBudget(): Plugin {
  return {
    name: 'byte-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const sentences = overweight(weighSite(builtSite(bundle), LIMITS));
        if (sentences.length > 0) this.error(sentences.join('\n'));
      },
    },
  };
}

/** A sentence for each load over its limit: by how much, and its largest files. */
export function overweight(loads: readonly Load[]): readonly string[] {
  return loads.filter(({ bytes, limit }) => bytes > limit).map(sentenceOf);
}

function sentenceOf({ what, files, bytes, limit }: Load): string {
  const heaviest = files.slice(0, NAMED_FILES).map(({ name, bytes }) => `${name} ${kilobytes(bytes)}`);
  const weighs = `${kilobytes(bytes)} compressed where ${kilobytes(limit)} are allowed`;
  return `over the byte budget: ${what}, ${weighs}; heaviest: ${heaviest.join(', ')}`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} kB`;
}

function builtSite(bundle: Rolldown.OutputBundle): BuiltSite {
  const files = Object.values(bundle).filter(({ fileName }) => !fileName.endsWith('.br'));
  return {
    bytes: new Map(files.map(file => [file.fileName, sizeOf(bundle[`${file.fileName}.br`] ?? file)])),
    chunks: files
      .filter(file => file.type === 'chunk')
      .map(({ fileName, name, moduleIds, isEntry, isDynamicEntry, imports, viteMetadata }) => ({
        ...{ file: fileName, modules: moduleIds, styles: [...(viteMetadata?.importedCss ?? [])] },
        ...{ name, isEntry, isDynamicEntry, imports },
      })),
  };
}

function sizeOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): number {
  return Buffer.from(file.type === 'chunk' ? file.code : file.source).length;
}
