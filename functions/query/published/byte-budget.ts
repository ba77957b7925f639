/** Decides what stays in memory: the least recently used goes first when all together weigh too much. */
export interface ByteBudget {
  /** Takes something in. `release` is called when it must go. */
  hold(key: string, bytes: number, release: () => void): void;
  /** Says that it was used again. */
  touch(key: string): void;
}

export function createByteBudget(maxBytes: number): ByteBudget {
  const held = new Map<string, { readonly bytes: number; readonly release: () => void }>();
  let total = 0;
  return {
    hold(key, bytes, release) {
      held.set(key, { bytes, release });
      total += bytes;
      for (const [oldest, entry] of held) {
        if (total <= maxBytes) break;
        held.delete(oldest);
        total -= entry.bytes;
        entry.release();
      }
    },
    touch(key) {
      const entry = held.get(key);
      if (!entry) return;
      held.delete(key);
      held.set(key, entry);
    },
  };
}
