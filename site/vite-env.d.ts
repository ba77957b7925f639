/// <reference types="vite/client" />

declare module 'virtual:shape-targets' {
  export const SHAPE_TARGETS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
