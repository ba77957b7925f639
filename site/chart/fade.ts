/** A colour `#rrggbb` that lets as much of its ground through as an opacity, 0 to 1, leaves. */
export function fade(color: string, opacity: number): string {
  const alpha = Math.round(Math.min(1, Math.max(0, opacity)) * 255);
  return `${color}${alpha.toString(16).padStart(2, '0')}`;
}
