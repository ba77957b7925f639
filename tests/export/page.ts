import '../../site/style/tokens.css';
import '../../site/style/page.css';
import { exportBar } from '../../site/export/export-bar.ts';
import type { Exportable, Video } from '../../site/export/exportable.ts';
import { chartPicture, type PictureBox } from '../../site/export/picture.ts';
import { COLUMNS, FRAME_COLORS, FRAMES_PER_SECOND, rows, SLOW_FRAME, SLOW_MS, TITLE } from './made-up.ts';

const wishes = new URLSearchParams(location.search);
const exportable: Exportable = {
  fileName: () => 'covid-us-counties-confirmed-total-2020-06-30',
  title: () => TITLE,
  picture: async () => {
    if (wishes.has('broken')) throw new Error('the map is not drawn yet');
    return picture();
  },
  table: () => ({ columns: COLUMNS, rows: rows() }),
  address: () => `${location.origin}/covid/map?regions=36061,US-NY&date=2020-06-30`,
  call: () => `${location.origin}/api/v1/datasets/covid/ranking?map=us-counties&format=csv`,
};
const element = document.getElementById('export');
if (element !== null)
  exportBar(element, wishes.has('still') ? { ...exportable, call: undefined } : { ...exportable, video });

function picture(): HTMLCanvasElement {
  return chartPicture({
    title: TITLE,
    subtitle: 'Each county in the color of its cases; the darker, the more. Counties without a report are hatched.',
    credit: 'Data: Johns Hopkins University CSSE, CC BY 4.0. Shapes: US Census Bureau. Made on a page of tests.',
    width: 640,
    height: 240,
    draw: bars,
    foot: { height: 20, draw: (context, box) => context.fillRect(box.x, box.y, box.width, box.height) },
  });
}

function bars(context: CanvasRenderingContext2D, { x, y, width, height }: PictureBox): void {
  FRAME_COLORS.forEach((color, index) => {
    const bar = width / FRAME_COLORS.length;
    const part = (index + 1) / FRAME_COLORS.length;
    context.fillStyle = color;
    context.fillRect(x + index * bar, y + height * (1 - part), bar - 2, height * part);
  });
}

function video(): Video {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  const draw = async (index: number) => {
    if (index === SLOW_FRAME) await new Promise(resolve => setTimeout(resolve, SLOW_MS));
    if (context === null) return;
    context.fillStyle = FRAME_COLORS[index] ?? 'black';
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  return { canvas, length: FRAME_COLORS.length, framesPerSecond: FRAMES_PER_SECOND, draw };
}
