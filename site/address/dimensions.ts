import type { Dimension, DimensionChoice } from '../../functions/contract/snapshot.ts';
import { choiceField, type FieldGroup } from './codec.ts';

/** The chosen values of dimensions, each as `dim.age=0-17`. */
export function dimensionFields(dimensions: readonly Dimension[]): FieldGroup {
  return {
    group: Object.fromEntries(
      dimensions.map(({ id, title, values }) => {
        const [first = ''] = values;
        return [id, choiceField(`dim.${id}`, values, first, { noun: `value of “${title}”` })];
      }),
    ),
  };
}

/** Chosen values as the API takes them: `age:0-17`, with a backslash before a colon or a backslash of a name. */
export function dimensionParameters(choice: DimensionChoice, dimensions: readonly Dimension[]): string[] {
  return dimensions.flatMap(({ id, values: [first = ''] }) => {
    const value = choice[id] ?? first;
    return value === first ? [] : [`${escaped(id)}:${escaped(value)}`];
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[\\:]/g, '\\$&');
}
