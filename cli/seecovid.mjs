#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

// Node 24 runs TypeScript directly; an older Node hands over to the one in node_modules.
const MINIMUM = 24;
const bundledNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= MINIMUM) {
  module.enableCompileCache?.();
  const bundle = freshBundle();
  // One that cannot be loaded, after a crash of the machine, is made again.
  const loaded = bundle && (await import(bundle).catch(() => undefined));
  const { main } = loaded?.main ? loaded : await import((await makeBundle()) ?? './main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(bundledNode)) {
  const child = spawn(bundledNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The child does the work, so it gets the signals.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
} else {
  console.error(
    `seecovid needs Node ${MINIMUM} or newer, this is ${process.version}; run "npm ci" to install it here.`,
  );
  process.exitCode = 1;
}

/** The commands in a few files, as long as no source has changed since: 450 files are slower to load than one more day is to build. */
function freshBundle() {
  const root = new URL('../', import.meta.url);
  try {
    const { entry, sources } = JSON.parse(readFileSync(new URL('.local/cli/bundle.json', root), 'utf8'));
    const isFresh = ([path, version]) => {
      const { size, mtimeMs } = statSync(new URL(path, root));
      return `${size} ${mtimeMs}` === version;
    };
    const bundle = new URL(entry, root);
    return existsSync(bundle) && sources.every(isFresh) ? bundle.href : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where it cannot be made, as in the image, which has no bundler: the sources run themselves. */
async function makeBundle() {
  const { bundle } = await import('./bundle.ts');
  return await bundle().catch(() => undefined);
}
