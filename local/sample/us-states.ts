/** How the epidemic goes on once restrictions are in force: it falls, it stays, it rises again. */
export type StateCourse = 'falls' | 'stays' | 'rises';

export interface UsState {
  readonly fips: string;
  readonly postal: string;
  readonly name: string;
  readonly population: number;
  readonly course: StateCourse;
}

const COURSES: Readonly<Record<string, StateCourse>> = { f: 'falls', s: 'stays', r: 'rises' };

// FIPS, postal code, name, people in thousands (about 2019), course.
const TABLE = `
01 AL Alabama 4903 r|02 AK Alaska 732 s|04 AZ Arizona 7279 r|05 AR Arkansas 3018 r|06 CA California 39512 s
08 CO Colorado 5759 s|09 CT Connecticut 3565 f|10 DE Delaware 974 f|11 DC District of Columbia 706 f
12 FL Florida 21478 r|13 GA Georgia 10617 r|15 HI Hawaii 1416 f|16 ID Idaho 1787 r|17 IL Illinois 12672 s
18 IN Indiana 6732 s|19 IA Iowa 3155 r|20 KS Kansas 2913 s|21 KY Kentucky 4468 s|22 LA Louisiana 4649 s
23 ME Maine 1344 f|24 MD Maryland 6046 s|25 MA Massachusetts 6893 f|26 MI Michigan 9987 f|27 MN Minnesota 5640 r
28 MS Mississippi 2976 r|29 MO Missouri 6137 s|30 MT Montana 1069 s|31 NE Nebraska 1934 r|32 NV Nevada 3080 r
33 NH New Hampshire 1360 f|34 NJ New Jersey 8882 f|35 NM New Mexico 2097 s|36 NY New York 19454 f
37 NC North Carolina 10488 r|38 ND North Dakota 762 r|39 OH Ohio 11689 s|40 OK Oklahoma 3957 r|41 OR Oregon 4218 r
42 PA Pennsylvania 12802 f|44 RI Rhode Island 1059 f|45 SC South Carolina 5149 r|46 SD South Dakota 885 s
47 TN Tennessee 6829 r|48 TX Texas 28996 r|49 UT Utah 3206 r|50 VT Vermont 624 f|51 VA Virginia 8536 s
53 WA Washington 7615 s|54 WV West Virginia 1792 s|55 WI Wisconsin 5822 s|56 WY Wyoming 579 s`;

/** The fifty states and the District of Columbia, in the order of their FIPS codes. */
export const US_STATES: readonly UsState[] = TABLE.trim()
  .split(/[|\n]/)
  .map(entry => {
    const [fips = '', postal = '', ...rest] = entry.split(' ');
    const course = COURSES[rest.pop() ?? ''] ?? 'stays';
    const population = Number(rest.pop()) * 1_000;
    return { fips, postal, name: rest.join(' '), population, course };
  });
