import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isAbsent } from '../functions/store/file-failure.ts';
import { isHiddenName } from '../functions/store/object-key.ts';
import { statOf } from '../functions/store/walk-files.ts';

const POLL_MS = 500;

export interface FolderEventsOptions {
  /** An absolute path. */
  readonly root: string;
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Calls `changed` for each file or folder added, changed or removed under `root`. chokidar cannot watch a folder that does
 * not exist, and does not notice that one was replaced by another of the same name, so this checks twice a second.
 */
export class FolderEvents {
  readonly #options: FolderEventsOptions;
  #watched: { readonly id: string; readonly watcher: FSWatcher } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #checking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: FolderEventsOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const id = await idOf(this.#options.root);
    if (id !== undefined) this.#watched = { id, watcher: await this.#watch() };
    this.#checkLater();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#checking;
    await this.#watched?.watcher.close();
  }

  #checkLater(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#checking = this.#check()
        .catch(this.#options.failed)
        .then(() => this.#checkLater());
    }, POLL_MS);
  }

  async #check(): Promise<void> {
    const id = await idOf(this.#options.root);
    if (id === this.#watched?.id) return;
    await this.#watched?.watcher.close();
    this.#watched = undefined;
    if (id !== undefined) this.#watched = { id, watcher: await this.#watch() };
    this.#options.changed();
  }

  async #watch(): Promise<FSWatcher> {
    const { root, changed, failed } = this.#options;
    const ignored = (path: string) => path !== root && (isHiddenName(basename(path)) || isLoop(root, path));
    const watcher = watch(root, { ignoreInitial: true, ignored });
    watcher.on('error', failed);
    await new Promise<void>(ready => void watcher.once('ready', ready));
    watcher.on('all', changed);
    return watcher;
  }
}

/** Distinguishes a folder from a later one of the same name. */
async function idOf(root: string): Promise<string | undefined> {
  const stat = await statOf(root, basename(root));
  return stat?.isDirectory() ? [stat.dev, stat.ino, stat.birthtimeNs].join(':') : undefined;
}

/** Whether a link leads nowhere or to a folder that contains it: chokidar would follow that forty times. */
function isLoop(root: string, path: string): boolean {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  try {
    const target = realpathSync(path);
    for (let above = dirname(path); realpathSync(above) !== target; above = dirname(above))
      if (above === root || above === dirname(above)) return false;
    return true;
  } catch (error) {
    if (isAbsent(error)) return true;
    throw error;
  }
}
