export { nearestName } from '../../measures/similar-names.ts';
