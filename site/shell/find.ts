/** The element of an id, of the class the code counts on. Throws where the page and the code have grown apart. */
export function find<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page must have a ${type.name} with the id "${id}"`);
}
