import type { Row } from '../report/row.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** One thing that can be chosen on the command line. */
export interface Part {
  readonly name: string;
  measure(bench: Workbench): Promise<readonly Row[]>;
}
