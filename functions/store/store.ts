/** Where objects are kept: a bucket, or a folder on disk. Keys are `/`-separated paths without empty, `.` or `..` parts. */
export interface Store {
  /** One whole version of the object, or undefined if there is none. */
  get(key: string): Promise<StoredObject | undefined>;
  /**
   * Writes the whole object at once: a reader sees the old version or the new one.
   * With a condition that does not hold it throws a {@link Problem} with code `conflict` and writes nothing.
   */
  put(key: string, content: PutContent, condition?: PutCondition): Promise<{ readonly etag: string }>;
  /** Every object whose key starts with `prefix`, in the order of their keys' UTF-8 bytes. */
  list(prefix: string, options?: ListOptions): AsyncIterable<ListedObject>;
  /** Removes the object; no error if there is none. */
  delete(key: string): Promise<void>;
}

export interface ListOptions {
  /** Leaves out what lies in folders below the one of the prefix. */
  readonly shallow: boolean;
}

/** Bytes, or the path of a file that stays as it is until the put ends: a large one is never whole in memory. */
export type PutContent = Uint8Array | { readonly path: string };

export interface StoredObject {
  /** Tells versions apart. Opaque: it says that something changed, not what it is. */
  readonly etag: string;
  readonly size: number;
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

export interface ListedObject {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  /** Why it cannot be read, if the listing found out; its ETag is then meaningless. */
  readonly fault?: string;
}

/** Write only over this version, or only where there is none. */
export type PutCondition = { readonly ifMatch: string } | { readonly ifNoneMatch: '*' };
