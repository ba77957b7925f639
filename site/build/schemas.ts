import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'schemas');

/** Serves the JSON Schemas of the YAML files below `/schemas/`, where editors fetch them. */
export function schemas(): Plugin {
  return {
    name: 'schemas',
    apply: 'build',
    async generateBundle() {
      for (const name of await readdir(FOLDER)) {
        this.emitFile({ type: 'asset', fileName: `schemas/${name}`, source: await readFile(join(FOLDER, name)) });
      }
    },
  };
}
