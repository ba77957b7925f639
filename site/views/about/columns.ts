import { parseRecognized, type Recognized } from '../../../functions/contract/recognized.ts';
import { element } from '../../controls/element.ts';
import type { Published } from '../../data/published.ts';
import { saveFile } from '../../export/save.ts';
import { errorSentence } from '../../format/sentences.ts';
import { type AboutBlock, type AboutSection, drawBlocks } from './section.ts';

/** What the columns of the files were taken for and why, read when the tab is opened; none where nothing was recognized. */
export function columnsSection({ snapshot, readBlob }: Published): readonly AboutSection[] {
  const { recognized } = snapshot;
  if (recognized === null) return [];
  const content = element('div', { className: 'about-receipt' });
  const load = async () => {
    try {
      content.replaceChildren(...drawBlocks(blocksOf(await readBlob(recognized, parseRecognized))));
    } catch (error) {
      content.replaceChildren(element('p', {}, errorSentence(error)));
    }
  };
  void load();
  return [{ id: 'columns', title: 'What the columns were taken for', blocks: [{ node: content }] }];
}

function blocksOf({ tables, remarks, descriptor }: Recognized): AboutBlock[] {
  const draft = element('button', { type: 'button', className: 'quiet' }, 'Download this as dataset.yaml');
  draft.addEventListener('click', () => saveFile(new Blob([descriptor], { type: 'application/yaml' }), 'dataset.yaml'));
  return [
    ...(remarks.length === 0 ? [] : [{ bullets: remarks.map(remark => [remark]) }]),
    ...tables.map(({ id, columns }) => ({
      title: tables.length === 1 ? 'Columns' : `Columns of ${id}`,
      columns: ['Column', 'Type', 'Why'],
      rows: columns.map(({ name, type, unit, why }) => [name, unit === null ? type : `${type}, ${unit}`, why]),
    })),
    ...(descriptor === ''
      ? []
      : ['Is something wrong? Put this text beside the file, and change it.', { node: draft }]),
  ];
}
