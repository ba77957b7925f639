import { element } from '../controls/element.ts';
import { plainTable } from './plain-table.ts';
import { API, type ApiParameter, type ApiPath, readApi } from './read-api.ts';

/** Every path of the API with its parameters; read when it is asked for, as a function answers it. */
export function apiPart(): HTMLElement {
  const content = element('div', { className: 'about-api' });
  const details = element(
    'details',
    { className: 'about-fold' },
    element('summary', {}, 'All that the interface answers'),
    content,
  );
  const load = async () => {
    content.replaceChildren(element('p', { role: 'status' }, 'Asking the interface…'));
    try {
      content.replaceChildren(...(await readApi()).map(pathPart));
    } catch {
      const again = element('button', { type: 'button', className: 'quiet' }, 'Ask again');
      again.addEventListener('click', load);
      content.replaceChildren(element('p', { role: 'status' }, 'The interface does not answer now.'), again);
    }
  };
  details.addEventListener('toggle', load, { once: true });
  return details;
}

function pathPart({ path, summary, parameters }: ApiPath): HTMLElement {
  const asked = parameters.filter(parameter => parameter.in !== 'header');
  return element(
    'section',
    {},
    element('h3', {}, element('code', {}, `${API}${path}`)),
    element('p', {}, summary),
    ...(asked.length === 0 ? [] : [parameterTable(path, asked)]),
  );
}

function parameterTable(path: string, parameters: readonly ApiParameter[]): HTMLElement {
  return plainTable({
    title: `What ${path} takes`,
    columns: ['Parameter', 'Meaning'],
    rows: parameters.map(({ name, required, description }) => [
      name,
      required ? `${description} Must be given.` : description,
    ]),
  });
}
