/** How a country's epidemic goes: contained at once, a first wave that falls (Europe), still growing in June, or small. */
export type CountryCourse = 'contained' | 'falls' | 'grows' | 'small';

export interface Country {
  readonly iso3: string;
  /** As the newer reports and the lookup table write it. */
  readonly name: string;
  readonly population: number;
  readonly course: CountryCourse;
  /** `MM-DD` of 2020 on which the epidemic starts; undefined: some day that follows from the seed. */
  readonly start: string | undefined;
}

const COURSES: Readonly<Record<string, CountryCourse>> = { c: 'contained', f: 'falls', g: 'grows', s: 'small' };

// ISO 3166-1 alpha-3, name, people in thousands (about 2020), course, start if it is a known early one.
// China, Canada, Australia and the US are reported by province and stand in their own tables.
const TABLE = `
AFG Afghanistan 38928 g|ALB Albania 2878 s|DZA Algeria 43851 s|AND Andorra 77 f 02-15|AGO Angola 32866 s
ATG Antigua and Barbuda 98 s|ARG Argentina 45196 g|ARM Armenia 2963 g|AUT Austria 9006 f 02-06|AZE Azerbaijan 10139 g
BHS Bahamas 393 s|BHR Bahrain 1702 g 02-12|BGD Bangladesh 164689 g|BRB Barbados 287 s|BLR Belarus 9449 g
BEL Belgium 11590 f 02-04|BLZ Belize 398 s|BEN Benin 12123 s|BTN Bhutan 772 s|BOL Bolivia 11673 g
BIH Bosnia and Herzegovina 3281 s|BWA Botswana 2352 s|BRA Brazil 212559 g 02-12|BRN Brunei 437 c|BGR Bulgaria 6948 s
BFA Burkina Faso 20903 s|MMR Burma 54410 s|BDI Burundi 11891 s|CPV Cabo Verde 556 s|KHM Cambodia 16719 c
CMR Cameroon 26546 s|CAF Central African Republic 4830 s|TCD Chad 16426 s|CHL Chile 19116 g 02-18
COL Colombia 50883 g|COG Congo (Brazzaville) 5518 s|COD Congo (Kinshasa) 89561 s|COM Comoros 870 s
CRI Costa Rica 5094 s|CIV Cote d'Ivoire 26378 s|HRV Croatia 4105 s|CUB Cuba 11327 s|CYP Cyprus 1207 s
CZE Czechia 10709 c 02-12|DNK Denmark 5792 f 02-10|DJI Djibouti 988 g|DMA Dominica 72 s|DOM Dominican Republic 10848 g
ECU Ecuador 17643 g 02-10|EGY Egypt 102334 g|SLV El Salvador 6486 s|GNQ Equatorial Guinea 1403 s|ERI Eritrea 3546 s
EST Estonia 1327 f 02-16|SWZ Eswatini 1160 s|ETH Ethiopia 114964 s|FJI Fiji 896 c|FIN Finland 5541 f 02-14
FRA France 65274 f 01-21|GAB Gabon 2226 g|GMB Gambia 2417 s|GEO Georgia 3989 c|DEU Germany 83784 f 01-30
GHA Ghana 31073 g|GRC Greece 10423 c 02-14|GRD Grenada 113 s|GTM Guatemala 17916 g|GIN Guinea 13133 s
GNB Guinea-Bissau 1968 s|GUY Guyana 787 s|HTI Haiti 11403 s|VAT Holy See 1 c 02-26|HND Honduras 9905 g
HUN Hungary 9660 s|ISL Iceland 341 c 02-16|IND India 1380004 g 02-20|IDN Indonesia 273524 g 02-22|IRN Iran 83993 f 01-12
IRQ Iraq 40223 g 02-14|IRL Ireland 4938 f 02-10|ISR Israel 8656 f 02-14|ITA Italy 60462 f 01-16|JAM Jamaica 2961 s
JPN Japan 126476 c 01-24|JOR Jordan 10203 c|KAZ Kazakhstan 18777 g|KEN Kenya 53771 s|KOR Korea, South 51269 c 01-12
XKX Kosovo 1810 s|KWT Kuwait 4271 g 02-14|KGZ Kyrgyzstan 6524 s|LAO Laos 7276 c|LVA Latvia 1886 c|LBN Lebanon 6825 s 02-20
LSO Lesotho 2142 s|LBR Liberia 5058 s|LBY Libya 6871 s|LIE Liechtenstein 38 c|LTU Lithuania 2722 c
LUX Luxembourg 626 f 02-14|MDG Madagascar 27691 s|MWI Malawi 19130 s|MYS Malaysia 32366 c 02-10|MDV Maldives 541 s
MLI Mali 20251 s|MLT Malta 442 c|MRT Mauritania 4650 s|MUS Mauritius 1272 c|MEX Mexico 128933 g 02-16|MDA Moldova 4034 g
MCO Monaco 39 f|MNG Mongolia 3278 c|MNE Montenegro 628 c|MAR Morocco 36911 s|MOZ Mozambique 31255 s|NAM Namibia 2541 s
NPL Nepal 29137 g|NLD Netherlands 17135 f 02-02|NZL New Zealand 4822 c 02-22|NIC Nicaragua 6625 s|NER Niger 24207 s
NGA Nigeria 206140 g|MKD North Macedonia 2083 s|NOR Norway 5421 f 02-10|OMN Oman 5107 g|PAK Pakistan 220892 g 02-18
PAN Panama 4315 g|PNG Papua New Guinea 8947 s|PRY Paraguay 7133 s|PER Peru 32972 g 02-14|PHL Philippines 109581 g 02-16
POL Poland 37847 s 02-16|PRT Portugal 10197 f 02-10|QAT Qatar 2881 g 02-08|ROU Romania 19238 s 02-14|RUS Russia 145934 g 02-04
RWA Rwanda 12952 s|KNA Saint Kitts and Nevis 53 s|LCA Saint Lucia 184 s|VCT Saint Vincent and the Grenadines 111 s
SMR San Marino 34 f 02-06|STP Sao Tome and Principe 219 s|SAU Saudi Arabia 34814 g 02-16|SEN Senegal 16744 s|SRB Serbia 8737 s 02-16
SYC Seychelles 98 c|SLE Sierra Leone 7977 s|SGP Singapore 5850 g 02-06|SVK Slovakia 5435 c|SVN Slovenia 2079 c|SOM Somalia 15893 s
ZAF South Africa 59309 g|SSD South Sudan 11194 s|ESP Spain 46755 f 01-22|LKA Sri Lanka 21413 s|SDN Sudan 43849 s
SUR Suriname 587 s|SWE Sweden 10099 g 02-08|CHE Switzerland 8655 f 02-02|SYR Syria 17501 s|TWN Taiwan* 23817 c 01-26
TJK Tajikistan 9538 g|TZA Tanzania 59734 s|THA Thailand 69800 c 01-28|TLS Timor-Leste 1318 c|TGO Togo 8279 s
TTO Trinidad and Tobago 1399 c|TUN Tunisia 11819 c|TUR Turkey 84339 f 02-03|UGA Uganda 45741 s|UKR Ukraine 43734 g
ARE United Arab Emirates 9890 g 02-08|GBR United Kingdom 67886 f 01-30|URY Uruguay 3474 c|UZB Uzbekistan 33469 s
VEN Venezuela 28436 s|VNM Vietnam 97339 c 02-04|PSE West Bank and Gaza 5101 s|ESH Western Sahara 597 s|YEM Yemen 29826 s
ZMB Zambia 18384 s|ZWE Zimbabwe 14863 s`;

/** Every country that the reports hold as one row (or, later, as the sum of its provinces), in their own order. */
export const COUNTRIES: readonly Country[] = TABLE.trim()
  .split(/[|\n]/)
  .map(entry => {
    const [iso3 = '', ...rest] = entry.split(' ');
    const start = /^\d\d-\d\d$/.test(rest.at(-1) ?? '') ? rest.pop() : undefined;
    const course = COURSES[rest.pop() ?? ''] ?? 'small';
    const population = Number(rest.pop()) * 1_000;
    return { iso3, name: rest.join(' '), population, course, start };
  });
