/** What is to be shown of a long list, and how far down it lies in what scrolls. */
export interface RowWindow {
  /** From 0. */
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
  /** The topmost row in view. */
  readonly top: number;
  /** Empty space above and below, in CSS pixels. */
  readonly above: number;
  readonly below: number;
}

export interface RowList {
  readonly count: number;
  /** Of a row, in CSS pixels. */
  readonly height: number;
  /** How much of the list can be seen at once, in CSS pixels. */
  readonly view: number;
}

/** Browsers make no element higher than 17 to 33 million pixels: longer lists scroll faster than the finger. */
const MAX_LIST_PX = 15_000_000;
/** Rows ready on either side, for a moment of scrolling. */
const SPARE_ROWS = 12;

/** How high the list is in what scrolls. */
export function listHeight({ count, height }: RowList): number {
  return Math.min(count * height, MAX_LIST_PX);
}

/** The rows at a scroll position. */
export function rowWindow(list: RowList, scrollTop: number): RowWindow {
  const { count, height, view } = list;
  const position = Math.max(0, scrollTop) * stretch(list);
  const top = Math.min(count, Math.floor(position / height));
  const first = Math.max(0, top - SPARE_ROWS);
  const end = Math.min(count, Math.ceil((position + view) / height) + SPARE_ROWS);
  const above = Math.max(0, scrollTop - (position - first * height));
  return { first, end, top, above, below: Math.max(0, listHeight(list) - above - (end - first) * height) };
}

/** Where to scroll to so that a row is in view, from where the list stands. */
export function scrollFor(list: RowList, row: number, scrollTop: number): number {
  const factor = stretch(list);
  const position = scrollTop * factor;
  const top = row * list.height;
  if (top < position) return top / factor;
  return top + list.height > position + list.view ? (top + list.height - list.view) / factor : scrollTop;
}

/** By how much rows move faster than what scrolls. */
function stretch(list: RowList): number {
  const whole = list.count * list.height - list.view;
  const scrolls = listHeight(list) - list.view;
  return scrolls <= 0 ? 1 : whole / scrolls;
}
