import { flag, parse } from '../contract/schema.ts';
import type { SiteFile } from '../contract/site-file.ts';
import { BadYaml, faultsOf } from './mistakes.ts';
import { siteYamlFields } from './view-fields.ts';
import { parseIdentity } from './views.ts';
import { readYaml } from './yaml-file.ts';

/** The text of a `site.yaml`. Throws a {@link BadYaml} with all of its mistakes. @param file its name in messages */
export function readSiteYaml(text: string, file: string): SiteFile {
  const yaml = readYaml(text, file);
  const faults = yaml.isWhole ? faultsOf(siteYamlFields, yaml.value, file) : [];
  const mistakes = [...yaml.mistakes, ...faults.map(yaml.locate)];
  if (mistakes.length > 0) throw new BadYaml(mistakes);
  const { home } = Object(yaml.value);
  return { schema: 'site/1', ...parseIdentity(yaml.value, 'site'), home: parse(flag, home ?? false, 'home') };
}
