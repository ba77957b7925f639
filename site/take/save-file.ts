/** Browsers read the bytes soon after the click, but say nothing when they have. */
const KEPT_MS = 60_000;

/** Hands a file to the browser's downloads; gives the sentence that says so. */
export function saveFile(blob: Blob, name: string): string {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return `Saved as ${name}`;
}
