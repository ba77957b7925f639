/** What JHU's own files say, by our rules; null where nothing is held against it. */
export type Known = readonly [
  date: string,
  region: string,
  confirmed: number,
  deaths: number | null,
  recovered: number | null,
];

export const KNOWN: readonly Known[] = [
  ['2020-02-10', 'CHN', 42_354, null, null],
  ['2020-03-11', 'ITA', 12_462, null, null],
  ['2020-03-22', 'US-DC', 102, 2, null],
  ['2020-03-22', '11001', 102, 2, null],
  ['2020-03-22', 'US-NY', 15_800, null, null],
  ['2020-03-22', 'US-OH', 356, null, null],
  ['2020-04-20', '36061', 141_235, null, null],
  ['2020-04-20', '17031', 22_101, null, null],
  ['2020-04-20', 'USA', 784_326, 42_094, 72_329],
  ['2020-04-20', 'CHN', 83_817, null, null],
  ['2020-04-20', 'FRA', 156_480, null, null],
  ['2020-06-30', 'USA', 2_635_417, 127_417, 720_631],
  ['2020-06-30', 'US-NY', 393_454, null, null],
  ['2020-06-30', 'US-OH', 51_789, null, null],
  ['2020-06-30', '36061', 215_179, null, null],
  ['2020-06-30', '17031', 90_536, null, null],
  ['2020-06-30', 'CA-ON', 36_961, 2_730, null],
  ['2020-06-30', 'AU-NSW', 3_203, null, null],
  ['2020-06-30', 'CN-HB', 68_135, 4_512, null],
  ['2020-06-30', 'ITA', 240_578, null, null],
  ['2020-06-30', 'BRA', 1_402_041, null, null],
  ['2020-06-30', 'GBR', 314_160, null, null],
];
