import type { DatasetAnswer } from '../../contract/answers.ts';
import { defineRoute } from '../http/route.ts';
import { SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { openDataset } from '../published/dataset-view.ts';

export interface DatasetQuery {
  readonly snapshot: string | null;
}

export const dataset = defineRoute<DatasetQuery>({
  path: '/datasets/{dataset}',
  summary: 'The description of a snapshot: its title, source, licence, days, measures and maps.',
  parameters: { snapshot: SNAPSHOT },
  async ask(published, id, { snapshot }) {
    const view = await openDataset(published, id, snapshot);
    const body: DatasetAnswer = {
      schema: 'dataset-answer/1',
      dataset: id,
      snapshot: view.id,
      description: view.snapshot,
    };
    return { version: view.id, lasting: snapshot !== null, format: 'json', answer: async () => ({ body }) };
  },
});
