import { dataTable } from '../table/data-table.ts';
import { openDialog } from './open-dialog.ts';
import type { Takeable } from './takeable.ts';

export async function showTable(takeable: Takeable): Promise<string> {
  const place = document.createElement('div');
  dataTable(place, takeable.table(), takeable.title(), takeable.remarks?.());
  openDialog({ title: takeable.title(), content: [place], wide: true });
  return '';
}
