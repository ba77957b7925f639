/** A group of controls under a name: seen above them, or only heard. */
export function field(id: string, legend: string, seen = true): HTMLFieldSetElement {
  const fieldset = document.createElement('fieldset');
  fieldset.id = id;
  fieldset.className = 'curves-field';
  const name = document.createElement('legend');
  name.textContent = legend;
  if (!seen) name.className = 'visually-hidden';
  fieldset.append(name);
  return fieldset;
}

/** A row of controls under a name that is only seen: what is in the row has names of its own. */
export function namedField(name: string, ...row: readonly HTMLElement[]): HTMLElement {
  const title = document.createElement('p');
  title.className = 'curves-field-name';
  title.textContent = name;
  title.setAttribute('aria-hidden', 'true');
  const controls = document.createElement('div');
  controls.className = 'curves-row';
  controls.append(...row);
  const element = document.createElement('div');
  element.className = 'curves-field';
  element.append(title, controls);
  return element;
}
