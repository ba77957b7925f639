/**
 * Questions as a page and programs ask them, one after the other: curves of one and of several places, rankings,
 * searches, a whole map, an error; JSON and CSV. After /api/v1.
 */
export function mixedQuestions(counties: readonly string[]): string[] {
  return counties.flatMap((county, index) => {
    const five = Array.from({ length: 5 }, (_, next) => counties[(index + next) % counties.length]).join(',');
    return [
      `series?regions=${county}`,
      `series?regions=${five}&measures=confirmed&change=new&smooth=7&per=100000`,
      `series?regions=${five}&align=total:100`,
      `series?regions=${county}&change=new&format=csv`,
      `ranking?map=us-counties&limit=${1 + (index % 20)}`,
      'ranking?map=world&change=new&per=100000&format=csv',
      `regions?q=${SEARCHES[index % SEARCHES.length]}`,
      `regions?map=us-states&limit=${50 + index}`,
      `series?regions=${county}x`,
    ].map(question => `/datasets/covid/${question}`);
  });
}

const SEARCHES = ['new', 'cote', 'san', 'd', 'cook%20illinois', '06037'];
