import type { LinkGroup } from './notes.ts';

export const COVID_LINKS: readonly LinkGroup[] = [
  {
    title: 'Other dashboards',
    links: [
      {
        name: 'Johns Hopkins Coronavirus Resource Center',
        url: 'https://coronavirus.jhu.edu/map.html',
        note: 'The dashboard that these reports were made for; ended on March 10, 2023.',
      },
      {
        name: 'World Health Organization: COVID-19 dashboard',
        url: 'https://data.who.int/dashboards/covid19',
        note: 'Countries of the world.',
      },
      {
        name: 'Our World in Data: Coronavirus',
        url: 'https://ourworldindata.org/coronavirus',
        note: 'Charts and texts, with tests, vaccinations and excess deaths.',
      },
      {
        name: 'CDC: COVID Data Tracker',
        url: 'https://covid.cdc.gov/covid-data-tracker/',
        note: 'The United States.',
      },
      {
        name: 'Worldometer: COVID-19',
        url: 'https://www.worldometers.info/coronavirus/',
        note: 'No longer updated since April 13, 2024.',
      },
    ],
  },
  {
    title: 'Data sources',
    links: [
      {
        name: 'Johns Hopkins University, CSSE: COVID-19 Data Repository',
        url: 'https://github.com/CSSEGISandData/COVID-19',
        note: 'The reports shown here; archived on March 10, 2023.',
      },
      {
        name: 'World Health Organization: COVID-19 data',
        url: 'https://data.who.int/dashboards/covid19/data',
        note: 'Cases and deaths by country.',
      },
      {
        name: 'Our World in Data: COVID-19 dataset',
        url: 'https://github.com/owid/covid-19-data',
        note: 'Files there are no longer updated since August 19, 2024; the page says where the newer ones are.',
      },
      {
        name: 'European Centre for Disease Prevention and Control',
        url: 'https://www.ecdc.europa.eu/en/covid-19/data',
        note: 'Europe; its count of the whole world ended in June 2022.',
      },
      {
        name: 'Centers for Disease Control and Prevention: open data',
        url: 'https://data.cdc.gov/',
        note: 'The United States.',
      },
      {
        name: 'The New York Times: Coronavirus data',
        url: 'https://github.com/nytimes/covid-19-data',
        note: 'US states and counties from 2020 on; an archive.',
      },
      {
        name: 'The COVID Tracking Project',
        url: 'https://covidtracking.com/data',
        note: 'Tests and hospitals in US states; ended on March 7, 2021.',
      },
      {
        name: 'Delphi Epidata, Carnegie Mellon University',
        url: 'https://cmu-delphi.github.io/delphi-epidata/',
        note: 'Many measures for the United States, each as it was known on every past day.',
      },
      {
        name: 'Robert Koch Institute',
        url: 'https://github.com/robert-koch-institut/SARS-CoV-2-Infektionen_in_Deutschland',
        note: 'Germany by district.',
      },
      {
        name: 'Dipartimento della Protezione Civile',
        url: 'https://github.com/pcm-dpc/COVID-19',
        note: 'Italy by region and province.',
      },
      {
        name: 'United Nations: World Population Prospects',
        url: 'https://population.un.org/wpp/',
        note: 'Populations of countries.',
      },
      {
        name: 'US Census Bureau: Population estimates',
        url: 'https://www.census.gov/programs-surveys/popest.html',
        note: 'Populations of US states and counties.',
      },
    ],
  },
];
