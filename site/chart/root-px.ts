/** CSS pixels of a rem: what the visitor has chosen for letters, for what is drawn and measured in script. */
export function rootPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
