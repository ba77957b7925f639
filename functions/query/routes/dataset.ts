import type { DatasetAnswer, LiveSnapshot } from '../../contract/answers.ts';
import type { Pointer } from '../../contract/pointer.ts';
import { defineRoute } from '../http/route.ts';
import { SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { type DatasetView, openDataset, openPointer } from '../published/dataset-view.ts';

export const dataset = defineRoute({
  path: '/datasets/{dataset}',
  summary:
    'The description of a snapshot: its title, source, license, days, measures and maps. For the live one, also when it was published and whether it is pinned.',
  parameters: { snapshot: SNAPSHOT },
  async ask(published, id, { snapshot }) {
    const view = await openDataset(published, id, snapshot);
    const live = snapshot === null ? liveState(view, await openPointer(published, id)) : null;
    const body: DatasetAnswer = {
      schema: 'dataset-answer/1',
      dataset: id,
      snapshot: view.id,
      description: view.snapshot,
      live,
    };
    const version = live === null ? view.id : JSON.stringify([view.id, live]);
    return { version, lasting: snapshot !== null, format: 'json', answer: async () => ({ body }) };
  },
});

/** The pointer may have moved since the snapshot was opened: then what it says is of another one, and the next question tells. */
function liveState({ id }: DatasetView, { snapshot, publishedAt, pinned, newest }: Pointer): LiveSnapshot | null {
  return snapshot === id ? { publishedAt, pinned, newest } : null;
}
