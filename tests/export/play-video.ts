import type { BrowserContext } from 'playwright-core';

export interface Played {
  readonly width: number;
  readonly height: number;
  /** In seconds, as the file says it. */
  readonly duration: number;
  /** Of the middle of the picture at each time asked for, the nearest of full and no red, green and blue. */
  readonly colors: readonly string[];
}

/** Opens a video in a page of its own, as a visitor would who got the file. */
export async function playVideo(context: BrowserContext, bytes: Buffer, seconds: readonly number[]): Promise<Played> {
  const page = await context.newPage();
  try {
    return await page.evaluate(lookAt, { base64: bytes.toString('base64'), seconds });
  } finally {
    await page.close();
  }
}

async function lookAt(asked: { readonly base64: string; readonly seconds: readonly number[] }): Promise<Played> {
  const video = document.createElement('video');
  video.muted = true;
  const happens = (name: string) =>
    new Promise<void>((resolve, reject) => {
      video.addEventListener(name, () => resolve(), { once: true });
      video.addEventListener('error', () => reject(new Error(`not a video: ${video.error?.message}`)), { once: true });
    });
  const loaded = happens('loadeddata');
  video.src = `data:video/webm;base64,${asked.base64}`;
  await loaded;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const colors: string[] = [];
  for (const time of asked.seconds) {
    const arrived = happens('seeked');
    video.currentTime = time;
    await arrived;
    context?.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    colors.push(`#${[red, green, blue].map(part => (part > 127 ? 'ff' : '00')).join('')}`);
  }
  return { width: video.videoWidth, height: video.videoHeight, duration: video.duration, colors };
}
