/** Few cases in `npm test`, many in tests/heavy/fuzz.sh; the same seed gives the same cases. */
export const FUZZ_CASES = Number(process.env.SEECOVID_FUZZ_CASES ?? 500);
export const FUZZ_SEED = Number(process.env.SEECOVID_FUZZ_SEED ?? 20200122);
export const FUZZ_LIMIT_MS = 7_200_000;
