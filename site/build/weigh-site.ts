/** A built site: what its files weigh on their way to a browser, and how its scripts ask for one another. */
export interface BuiltSite {
  /** Bytes by file name. */
  readonly bytes: ReadonlyMap<string, number>;
  readonly chunks: readonly BuiltChunk[];
}

export interface BuiltChunk {
  readonly file: string;
  /** After the module that it was made for. */
  readonly name: string;
  readonly modules: readonly string[];
  readonly isEntry: boolean;
  /** Loaded when it is first needed. */
  readonly isDynamicEntry: boolean;
  /** Files of the chunks that are loaded with it. */
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

export interface SiteLimits {
  /** Ends of the modules that the first view loads beside the entry, when they are first needed. */
  readonly firstModules: readonly string[];
  /** How the name of the shapes of the first view begins. */
  readonly firstShapes: string;
  /** Bytes. */
  readonly script: number;
  readonly style: number;
  readonly page: number;
  readonly shapes: number;
  /** All of these together. */
  readonly firstView: number;
  /** What each further part of the page adds when it is first needed, script and style. */
  readonly furtherPart: number;
  readonly otherFile: number;
}

/** Files that are loaded together, and what they may weigh. */
export interface Load {
  readonly what: string;
  /** The heaviest first. */
  readonly files: readonly LoadedFile[];
  readonly bytes: number;
  readonly limit: number;
}

export interface LoadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Every file of the site in at least one load. Throws where the limits name a file or module that the site has not. */
export function weighSite(site: BuiltSite, limits: SiteLimits): readonly Load[] {
  const load = (what: string, names: readonly string[], limit: number): Load => {
    const files = names.map(name => ({ name, bytes: site.bytes.get(name) ?? 0 })).sort((a, b) => b.bytes - a.bytes);
    return { what, files, limit, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  };
  const first = chunksLoadedBy(site, [...site.chunks.filter(({ isEntry }) => isEntry), ...firstChunks(site, limits)]);
  const scripts = first.map(({ file }) => file);
  const styles = stylesOf(first);
  const page = filesNamed(site, 'index.html');
  const shapes = filesNamed(site, limits.firstShapes);
  const firstView = [...scripts, ...styles, ...page, ...shapes];
  const further = site.chunks
    .filter(chunk => chunk.isDynamicEntry && !first.includes(chunk))
    .map(chunk => {
      const chunks = chunksLoadedBy(site, [chunk]).filter(chunk => !first.includes(chunk));
      const added = stylesOf(chunks).filter(style => !styles.includes(style));
      return load(`what "${chunk.name}" adds`, [...chunks.map(({ file }) => file), ...added], limits.furtherPart);
    });
  const weighed = new Set([...firstView, ...further.flatMap(({ files }) => files.map(({ name }) => name))]);
  return [
    load('the script of the first view', scripts, limits.script),
    load('the style of the first view', styles, limits.style),
    load('the page itself', page, limits.page),
    load('the shapes of the first view', shapes, limits.shapes),
    load('the first view without its data', firstView, limits.firstView),
    ...further,
    ...[...site.bytes.keys()]
      .filter(file => !weighed.has(file))
      .map(file => load(`the file ${file}`, [file], limits.otherFile)),
  ];
}

/** The chunks and all that are loaded with them, each once. */
function chunksLoadedBy({ chunks }: BuiltSite, wanted: readonly BuiltChunk[]): readonly BuiltChunk[] {
  const loaded = new Set(wanted);
  // A set hands out what is added to it meanwhile.
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.file)) loaded.add(chunk);
  }
  return [...loaded];
}

function firstChunks({ chunks }: BuiltSite, { firstModules }: SiteLimits): readonly BuiltChunk[] {
  return firstModules.map(end => {
    const chunk = chunks.find(({ modules }) => modules.some(module => module.endsWith(end)));
    if (chunk === undefined) throw new Error(`the byte budget names the module ${end}, which the site does not load`);
    return chunk;
  });
}

function filesNamed({ bytes }: BuiltSite, start: string): readonly string[] {
  const files = [...bytes.keys()].filter(file => file.startsWith(start));
  if (files.length === 0) throw new Error(`the byte budget names the file ${start}, which the site does not have`);
  return files;
}

function stylesOf(chunks: readonly BuiltChunk[]): readonly string[] {
  return [...new Set(chunks.flatMap(({ styles }) => styles))];
}
