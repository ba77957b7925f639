/** The words of a text as they are compared, without accents and case: `["dona", "ana"]` of `Doña Ana`. */
export { foldWords } from '../../functions/measures/fold-text.ts';
