/** The PNG of a canvas; an error where it is too large for the browser. */
export function pictureBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => {
      if (blob === null)
        reject(new Error(`the browser cannot write one of ${canvas.width} by ${canvas.height} pixels`));
      else resolve(blob);
    }, 'image/png');
  });
}
