/** A pattern of slanted strokes in pixels of the screen, the mark of a region without a report. */
export function hatching(ground: string, stroke: string, pixelRatio: number): CanvasPattern | null {
  const size = Math.round(5 * pixelRatio);
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const context = tile.getContext('2d');
  if (context === null) return null;
  context.fillStyle = ground;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = stroke;
  context.lineWidth = pixelRatio;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, size + 1);
    context.lineTo(shift + size + 1, -1);
  }
  context.stroke();
  return context.createPattern(tile, 'repeat');
}
