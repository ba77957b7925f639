import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import type { Fault, Mistake } from './mistakes.ts';

/** A YAML file with the place of everything in it. */
export interface YamlFile {
  /** Undefined where the text is not YAML. */
  readonly value: unknown;
  /** What is wrong with the text itself: syntax, or keys that appear twice. */
  readonly mistakes: readonly Mistake[];
  /** Whether the value is what the text says, though keys may appear twice. */
  readonly isWhole: boolean;
  /** Where a fault lies; the nearest that there is of what is missing. */
  locate(fault: Fault): Mistake;
}

/** @param file the name that messages show */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number, message: string): Mistake => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const mistakes = document.errors.map(({ code, message, pos: [from] }) => {
    if (code !== 'DUPLICATE_KEY') return at(from, message);
    return at(from, `"${/^[^:\n]*/.exec(text.slice(from))?.[0].trim()}" appears twice; keep one of them`);
  });
  const isWhole = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  const locate = ({ path, of, message }: Fault) => at(offsetOf(document, path, of), message);
  if (!isWhole) return { value: undefined, mistakes, isWhole, locate };
  try {
    return { value: document.toJS(), mistakes, isWhole, locate };
  } catch (cause) {
    // An alias without its anchor, or aliases that grow without end.
    const message = cause instanceof Error ? cause.message : 'unreadable';
    return { value: undefined, mistakes: [...mistakes, at(0, message)], isWhole: false, locate };
  }
}

function offsetOf(document: Document.Parsed, path: Fault['path'], of: Fault['of']): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const [index, segment] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) node = node.items[Number(segment)];
    else if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(segment),
      );
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      if (of === 'key' && index === path.length - 1) return offset;
      node = pair.value;
      // A field without a value, or one whose fault lies in what it lacks, is shown by its key.
      if (!isScalar(node) || node.value === null) continue;
    } else return offset;
    if (!isNode(node)) return offset;
    offset = node.range?.[0] ?? offset;
  }
  return offset;
}
