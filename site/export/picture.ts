import { inkOf } from '../charts/ink.ts';
import { element } from '../controls/element.ts';

/** In CSS pixels from the top left of the picture. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws into a box, in CSS pixels; the rest is clipped. */
export type Draw = (context: CanvasRenderingContext2D, box: PictureBox) => void;

export interface ChartPicture {
  readonly title: string;
  readonly subtitle?: string;
  /** Who counted and drew: `Data: Weather Office, CC BY 4.0.` */
  readonly credit: string;
  /** Of the whole picture, in CSS pixels, with a margin of `MARGIN` on each side. */
  readonly width: number;
  /** Of the drawing; the picture is as tall as all its parts together. */
  readonly height: number;
  readonly draw: Draw;
  /** Below the drawing: a legend. Its height may depend on how wide its texts are. */
  readonly foot?: {
    readonly height: number | ((context: CanvasRenderingContext2D, width: number) => number);
    readonly draw: Draw;
  };
  /** Below the legend: how to read it. */
  readonly note?: string;
  /** Pixels of the picture per CSS pixel; 2 by default: sharp on dense screens and in print. */
  readonly pixelRatio?: number;
}

export const MARGIN = 24;
const GAP = 16;

/**
 * Draws a title, a subtitle, a drawing, its legend, a note and a credit below each other, in the current colors of the
 * page; long texts are wrapped. Given a canvas, it draws on that one again, for the frames of a video: they have the same
 * size as long as their texts have the same number of lines.
 */
export function chartPicture(picture: ChartPicture, canvas = element('canvas')): HTMLCanvasElement {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw on a canvas');
  const ink = inkOf(document.body);
  const serif = getComputedStyle(document.body).getPropertyValue('--serif').trim() || 'serif';
  const looks = {
    title: { font: `400 26px ${serif}`, color: ink.strong, lineHeight: 32 },
    subtitle: { font: `400 15px ${ink.family}`, color: ink.faint, lineHeight: 22 },
    credit: { font: `400 12px ${ink.family}`, color: ink.faint, lineHeight: 17 },
  };
  const { places, height } = layout(picture, context, looks);
  const ratio = picture.pixelRatio ?? 2;
  resize(canvas, picture.width * ratio, height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = ink.page;
  context.fillRect(0, 0, picture.width, height);
  for (const { text, y } of places.texts) writeParagraph(context, text, MARGIN, y);
  for (const { box, draw } of places.drawings) drawInside(context, box, draw);
  return canvas;
}

function layout(
  picture: ChartPicture,
  context: CanvasRenderingContext2D,
  looks: Record<'title' | 'subtitle' | 'credit', Look>,
) {
  const width = picture.width - 2 * MARGIN;
  const texts: { readonly text: Paragraph; readonly y: number }[] = [];
  const drawings: { readonly box: PictureBox; readonly draw: Draw }[] = [];
  let y = MARGIN;
  const addText = (words: string, look: Look) => {
    const text = paragraph(context, words, look, width);
    texts.push({ text, y });
    y += heightOf(text);
  };
  const addDrawing = (height: number, draw: Draw) => {
    drawings.push({ box: { x: MARGIN, y, width, height }, draw });
    y += height + GAP;
  };
  addText(picture.title, looks.title);
  addText(picture.subtitle ?? '', looks.subtitle);
  y += GAP;
  addDrawing(picture.height, picture.draw);
  if (picture.foot !== undefined) {
    const { height, draw } = picture.foot;
    addDrawing(typeof height === 'number' ? height : height(context, width), draw);
  }
  if (picture.note !== undefined) {
    addText(picture.note, looks.subtitle);
    y += GAP;
  }
  addText(picture.credit, looks.credit);
  return { places: { texts, drawings }, height: y + MARGIN };
}

/** Setting a canvas to the size that it has would still clear and allocate it again. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  const pixels = { width: Math.round(width), height: Math.round(height) };
  if (canvas.width !== pixels.width) canvas.width = pixels.width;
  if (canvas.height !== pixels.height) canvas.height = pixels.height;
}

function drawInside(context: CanvasRenderingContext2D, box: PictureBox, draw: Draw): void {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  draw(context, box);
  context.restore();
}

interface Look {
  /** As in CSS: `400 26px serif`. */
  readonly font: string;
  readonly color: string;
  readonly lineHeight: number;
}

interface Paragraph extends Look {
  readonly lines: readonly string[];
}

/** Where letters stand in their line, as a share of its height from the top. */
const BASELINE = 0.76;

function paragraph(context: CanvasRenderingContext2D, text: string, look: Look, width: number): Paragraph {
  context.font = look.font;
  return { ...look, lines: wrapText(text, width, part => context.measureText(part).width) };
}

function heightOf({ lines, lineHeight }: Paragraph): number {
  return lines.length * lineHeight;
}

function writeParagraph(context: CanvasRenderingContext2D, text: Paragraph, x: number, y: number): void {
  context.font = text.font;
  context.fillStyle = text.color;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  text.lines.forEach((line, index) => {
    context.fillText(line, x, y + (index + BASELINE) * text.lineHeight);
  });
}

/** Lines no wider than `width`, broken at spaces, and inside a word only where that word alone is too wide. `measure` gives a text's width. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[^\S\u00a0]+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width, measure);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return line === '' ? lines : [...lines, line];
}

function breakWord(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
