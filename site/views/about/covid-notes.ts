import { COVID_LINKS } from './covid-links.ts';
import type { DatasetNotes } from './notes.ts';

export const COVID_NOTES: DatasetNotes = {
  outlook: 'Johns Hopkins University ended its collection on March 10, 2023, so no report is newer than that.',
  publication: {
    name: 'E. Dong, H. Du and L. Gardner (2020): An interactive web-based dashboard to track COVID-19 in real time. The Lancet Infectious Diseases 20, 533–534',
    url: 'https://doi.org/10.1016/S1473-3099(20)30120-1',
    note: null,
  },
  method: [
    {
      title: 'A confirmed case is a positive test',
      text: 'It is no count of everyone who was infected. In early 2020 few people could be tested, and every country tests and reports in its own way, so places and months compare only roughly.',
    },
    {
      title: 'Countries and states are sums',
      text: 'A country is the sum of all rows filed under it, and so is a US state. Some cases are not assigned to a county: they count in the state alone, so the counties of a state add up to less than the state. The reports have counties from March 22, 2020 on; before that, a state’s cities are added to the state.',
    },
    {
      title: 'One place, two rows',
      text: 'Some reports name a place twice. If both rows give the same count, or one goes by an older name, they repeat each other: the larger stays and the other is dropped. Otherwise they are two parts of the place and are added up.',
    },
    {
      title: 'Names that changed',
      text: 'A place keeps its code while its name in the reports changes: “Mainland China” is China, “UK” is the United Kingdom, and “Chicago, IL” counts in Illinois. Codes and populations come from the table of places that the source publishes with its reports.',
    },
    {
      title: 'New York City',
      text: 'The reports give one number for the whole city. It is one place here, with the people of all five boroughs, drawn over five shapes of the same colour.',
    },
    {
      title: 'Ships and evacuees',
      text: 'The Diamond Princess and the MS Zaandam are listed like countries and have no shape. Evacuees whom the reports file under the United States or Canada count in that country and in none of its states or provinces.',
    },
    {
      title: 'Hong Kong, Macau and Taiwan',
      text: 'Hong Kong and Macau count as provinces of China in all reports, also in those that list them like countries. Taiwan is listed on its own, as the reports have it.',
    },
    {
      title: 'Recoveries',
      text: 'Some countries, the United States among them, report recoveries for the whole country alone. They count in the country and in none of its parts. For US states and counties the reports write 0 from March 22, 2020 on, which stands for not known and is not shown as a number. In August 2021 the source stopped counting recoveries everywhere.',
    },
    {
      title: 'Active cases',
      text: 'These are confirmed cases less recoveries and deaths, and never less than 0. Where one of the three is not known, neither are the active cases: in US states and counties, and everywhere since August 2021.',
    },
  ],
  links: COVID_LINKS,
};
