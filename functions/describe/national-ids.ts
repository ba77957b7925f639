/** A national number for a person that carries a check, so that other numbers do not pass for it. */
export interface NationalId {
  readonly name: string;
  /** Its form without spaces, points, slashes and hyphens; a regular expression of the engine. */
  readonly form: string;
  isValid(bare: string): boolean;
}

export const NATIONAL_IDS: readonly NationalId[] = [
  { name: 'Brazilian CPF numbers', form: '[0-9]{11}', isValid: isCpf },
  { name: 'Canadian social insurance numbers', form: '[1-9][0-9]{8}', isValid: isLuhn },
  { name: 'Chinese resident identity numbers', form: '[1-9][0-9]{16}[0-9Xx]', isValid: isChinese },
  { name: 'Dutch citizen service numbers', form: '[0-9]{9}', isValid: isDutch },
  { name: 'French social security numbers', form: '[12][0-9]{14}', isValid: isFrench },
  { name: 'German tax identification numbers', form: '[1-9][0-9]{10}', isValid: isGerman },
  {
    name: 'Italian tax codes',
    form: '[A-Za-z]{6}[0-9]{2}[A-Za-z][0-9]{2}[A-Za-z][0-9]{3}[A-Za-z]',
    isValid: isItalian,
  },
  { name: 'Polish PESEL numbers', form: '[0-9]{11}', isValid: isPolish },
  { name: 'Spanish identity numbers', form: '[XYZxyz0-9][0-9]{7}[A-Za-z]', isValid: isSpanish },
  { name: 'Swedish personal identity numbers', form: '[0-9]{6}[-+]?[0-9]{4}', isValid: isSwedish },
];

function digitsOf(text: string): number[] {
  return Array.from(text, Number);
}

function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

function isLuhn(text: string): boolean {
  const sum = digitsOf(text)
    .reverse()
    .reduce((sum, digit, index) => sum + (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}

function isCpf(text: string): boolean {
  const digits = digitsOf(text);
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, index) => length + 1 - index);
    return ((weighted(digits, weights) * 10) % 11) % 10 === digits[length];
  };
  return new Set(digits).size > 1 && check(9) && check(10);
}

const CHINESE_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isChinese(text: string): boolean {
  const isDay = /^.{6}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(text);
  return isDay && '10X98765432'[weighted(digitsOf(text), CHINESE_WEIGHTS) % 11] === text.at(-1)?.toUpperCase();
}

function isDutch(text: string): boolean {
  const sum = weighted(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2, -1]);
  return sum !== 0 && sum % 11 === 0;
}

function isFrench(text: string): boolean {
  const month = Number(text.slice(3, 5));
  return month >= 1 && month <= 42 && 97 - (Number(text.slice(0, 13)) % 97) === Number(text.slice(13));
}

/** ISO 7064, MOD 11,10; one of the first ten digits occurs more than once. */
function isGerman(text: string): boolean {
  const digits = digitsOf(text);
  let product = 10;
  for (const digit of digits.slice(0, 10)) product = (((digit + product) % 10 || 10) * 2) % 11;
  const isRepeated = new Set(digits.slice(0, 10)).size < 10;
  return isRepeated && (11 - product) % 10 === digits[10];
}

const ITALIAN_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function isItalian(text: string): boolean {
  const places = Array.from(text.toUpperCase(), one => (/\d/.test(one) ? Number(one) : one.charCodeAt(0) - 65));
  const sum = places
    .slice(0, 15)
    .reduce((sum, place, index) => sum + (index % 2 === 0 ? (ITALIAN_ODD[place] ?? 0) : place), 0);
  return sum % 26 === places[15];
}

function isPolish(text: string): boolean {
  const month = Number(text.slice(2, 4)) % 20;
  const isDay = month >= 1 && month <= 12 && Number(text.slice(4, 6)) >= 1 && Number(text.slice(4, 6)) <= 31;
  return isDay && weighted(digitsOf(text), [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

function isSpanish(text: string): boolean {
  const number = Number(text.slice(0, 8).replace(/^[xyz]/i, first => String('XYZ'.indexOf(first.toUpperCase()))));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === text.at(-1)?.toUpperCase();
}

function isSwedish(text: string): boolean {
  const bare = text.replace(/[-+]/, '');
  return /^\d\d(0[1-9]|1[0-2])([0-2]\d|3[01]|[67]\d|8\d|9[01])/.test(bare) && isLuhn(bare);
}
