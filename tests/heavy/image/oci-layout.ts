import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface OciLayout {
  readonly architecture: string;
  readonly config: ImageConfig;
  /** From the bottom up, so those of the base come first. */
  readonly layers: readonly Layer[];
}

export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
}

export interface Layer {
  readonly compressedBytes: number;
  entries(): readonly LayerEntry[];
  /** Extracts these entries into a folder. */
  extract(names: readonly string[], into: string): void;
}

export interface LayerEntry {
  /** Without a trailing slash. */
  readonly name: string;
  /** In the format of `ls`: drwxr-xr-x. */
  readonly mode: string;
  readonly bytes: number;
}

/** An image in a folder with the layout of the Open Container Initiative. */
export function ociLayout(folder: string): OciLayout {
  const blob = (digest: string) => join(folder, 'blobs', ...digest.split(':'));
  const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  const [descriptor] = json(join(folder, 'index.json')).manifests;
  const manifest = json(blob(descriptor.digest));
  const { architecture, config } = json(blob(manifest.config.digest));
  const layers = manifest.layers.map(({ digest, size }: { digest: string; size: number }) => ({
    compressedBytes: size,
    entries: () => entriesOf(blob(digest)),
    extract(names: readonly string[], into: string) {
      execFileSync('tar', ['--extract', '--gzip', '--file', blob(digest), '--directory', into, ...names]);
    },
  }));
  return { architecture, config, layers };
}

const LIST_MAX_BYTES = 256_000_000;

function entriesOf(archive: string): LayerEntry[] {
  const args = ['--list', '--verbose', '--gzip', '--numeric-owner', '--file', archive];
  const list = execFileSync('tar', args, { encoding: 'utf8', maxBuffer: LIST_MAX_BYTES });
  return list
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [, mode, bytes, name] = /^(\S+) \S+ +(\d+) \S+ \S+ (.*?)(?: -> .*|\/)?$/.exec(line) ?? [];
      if (mode === undefined || bytes === undefined || name === undefined)
        throw new Error(`unexpected output of tar: "${line}"`);
      return { mode, bytes: Number(bytes), name };
    });
}
