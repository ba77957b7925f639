import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a whole stack runs that has published a data set with US counties: `http://127.0.0.1:4310`. */
    siteAddress: string;
  }
}

/** The address that a global setup provides, or `SITE_ADDRESS`; null where neither is there. */
export function siteAddress(): string | null {
  return inject('siteAddress') ?? process.env.SITE_ADDRESS ?? null;
}
