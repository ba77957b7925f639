import { pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { element } from '../controls/element.ts';
import type { Published } from '../data/published.ts';
import { aboutSection } from './about-section.ts';
import { apiPart } from './api-part.ts';
import { API, receiptAddress } from './read-api.ts';

/** Where a program finds the same numbers. */
export function programsSection({ id, snapshot }: Published): HTMLElement {
  const { dataset, maps, measures } = snapshot;
  const described = `${API}/datasets/${dataset}`;
  const [map, measure] = [maps[0]?.id, measures[0]?.id];
  const ranking = `${described}/ranking?map=${map}&measure=${measure}&format=csv`;
  const addresses = [
    [`${API}/openapi.json`, 'The interface, described for programs (OpenAPI 3.1).'],
    [described, 'What there is: days, measures and maps.'],
    ...(map === undefined || measure === undefined
      ? []
      : [[ranking, 'An example: a ranking as a table of comma-separated values.']]),
    [receiptAddress(dataset, id), 'The receipt of this version.'],
    [`/${pointerKey(dataset)}`, 'Which version is the newest. It is a file, so no program has to run for it.'],
    [`/${snapshotKey(dataset, id)}`, 'This version, with the names of its files.'],
  ];
  const items = addresses.map(([address = '', text = '']) =>
    element(
      'div',
      {},
      element('dt', {}, element('a', { href: address }, element('code', {}, address))),
      element('dd', {}, text),
    ),
  );
  return aboutSection(
    'programs',
    'For programs',
    element(
      'p',
      {},
      'Everything on this page comes from published files and from an interface that answers questions about them. Both are open to everyone, without a key.',
    ),
    element('dl', { className: 'about-notes about-addresses' }, ...items),
    element(
      'p',
      {},
      'On the map and the curves, “Code” gives the call for what is shown in curl, JavaScript, Python and R.',
    ),
    element(
      'p',
      {},
      'Tables of comma-separated values have decimal points and the same bytes for everyone. Where your spreadsheet writes decimals with a comma, import such a file with its language set to English (United States); opened by a double click, 861.964 would become 861,964.',
    ),
    apiPart(),
  );
}
