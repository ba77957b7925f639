import { foldWords } from './similar-names.ts';

/**
 * Whether a text names a group of countries, or all of a country, that tables of places often hold as rows of their own:
 * `World`, `Sub-Saharan Africa (IDA & IBRD countries)`, `European Union - 27 countries (from 2020)`, `OWID_WRL`.
 */
export function isAggregate(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const code = text.trim().toUpperCase();
  if (GROUP_CODES.has(code) || CODE_PATTERNS.some(pattern => pattern.test(code))) return true;
  const bare = text.replace(/\([^()]*\)|\[[^\][]*\]|\s[-–]\s*\d+ countries.*$/g, ' ');
  const all = foldWords(bare);
  if (all.some(word => TOTALS.has(word)) && all.every(word => TOTALS.has(word) || IGNORED.has(word))) return true;
  const words = all.filter(word => !IGNORED.has(word));
  return words.length > 0 && (GROUPS.has(words.join(' ')) || INCOME_GROUP.test(words.join(' ')));
}

const MAX_LENGTH = 120;
/** `Total`, `Grand total`, `All countries`. */
const TOTALS = new Set(['total', 'totals', 'all', 'grand', 'overall', 'sum', 'gesamt', 'insgesamt', 'summe']);
const IGNORED = new Set(['and', 'the', 'of', 'countries', 'total', 'all']);
const INCOME_GROUP = /^(high|upper|lower|low|middle|lower middle|upper middle|low middle) income( economies| group)?$/;
const CODE_PATTERNS = [/^OWID_(?!KOS$)[A-Z0-9_]+$/, /^(EU|EA|EEA|EFTA)-?\d{0,2}(_\d{4})?$/];

/** The World Bank's codes of regions, income and lending groups. */
const GROUP_CODES = new Set(
  (
    'AFE AFW ARB CEB CHI CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE ' +
    'MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST TEA TEC TLA TMN TSA TSS UMC WLD'
  ).split(' '),
);

/** Without the words that are ignored above. */
const GROUPS: ReadonlySet<string> = new Set(
  [
    'world|global|worldwide|international|national|nationwide|g7|g20|brics|asean|oecd|oecd members|oecd average|nafta|usmca|opec',
    'africa|americas|america|asia|europe|oceania|antarctica|north america|south america|central america|latin america',
    'asia pacific|asia excl china|asia excluding china|asia excl china india|middle east|eurasia|cis|gcc|arab world',
    'commonwealth independent states|european union|european union 27|european union 28|euro area|eurozone|eu|eea|efta',
    'eu 27|eu 28|eu27|eu28|european union excl greece|europe excl eu 27|europe excl eu 28|europe excluding eu 27',
    'north america excl usa|north america excluding usa|european union 15|euro area 19|euro area 20',
    'international transport|international aviation|international shipping|international bunkers|high seas',
    'northern africa|north africa|eastern africa|middle africa|southern africa|western africa|west africa|east africa',
    'central africa|sub saharan africa|caribbean|latin america caribbean|northern america|central asia|eastern asia',
    'east asia|south eastern asia|southeast asia|south east asia|southern asia|south asia|western asia|west asia',
    'eastern europe|northern europe|southern europe|western europe|central europe|central europe baltics',
    'australia new zealand|melanesia|polynesia|east asia pacific|europe central asia|eastern europe central asia',
    'middle east north africa|middle east north africa afghanistan pakistan|africa eastern southern|africa western central',
    'northern africa western asia|central southern asia|eastern south eastern asia|oceania excluding australia new zealand',
    'caribbean small states|other small states|pacific island small states|small states|small island developing states',
    'least developed|least developed un classification|landlocked developing|heavily indebted poor|hipc',
    'fragile conflict affected situations|less developed regions|more developed regions|developed regions',
    'developing regions|developing|developed|less developed regions excluding least developed',
    'less developed regions excluding china|emerging market developing economies|advanced economies',
    'early demographic dividend|late demographic dividend|post demographic dividend|pre demographic dividend',
    'ibrd only|ida ibrd|ida blend|ida only|ida|low middle income|not classified|no income group available|channel islands',
    'african region|region americas|eastern mediterranean|european region|western pacific|south east asia region',
    'eastern mediterranean region|western pacific region|african union|summer olympics 2020|winter olympics 2022|cruise ships',
  ].flatMap(line => line.split('|')),
);
