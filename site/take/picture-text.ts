import { wrapText } from './wrap-text.ts';

export interface Look {
  /** As CSS writes it: `400 26px serif`. */
  readonly font: string;
  readonly color: string;
  readonly lineHeight: number;
}

export interface Paragraph extends Look {
  readonly lines: readonly string[];
}

/** Where letters stand in their line, from its top. */
const BASELINE = 0.76;

export function paragraph(context: CanvasRenderingContext2D, text: string, look: Look, width: number): Paragraph {
  context.font = look.font;
  return { ...look, lines: wrapText(text, width, part => context.measureText(part).width) };
}

export function heightOf({ lines, lineHeight }: Paragraph): number {
  return lines.length * lineHeight;
}

export function writeParagraph(context: CanvasRenderingContext2D, text: Paragraph, x: number, y: number): void {
  context.font = text.font;
  context.fillStyle = text.color;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  text.lines.forEach((line, index) => {
    context.fillText(line, x, y + (index + BASELINE) * text.lineHeight);
  });
}
