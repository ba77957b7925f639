/**
 * Whether a header says that the values below it are codes, which stay text though they may be digits: `id`, `userId`,
 * `ZIP Code`, `phone_number`, `FIPS`.
 */
export function isCodeHeading(heading: string): boolean {
  const words = heading
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  return CODES.has(last) || (NUMBERS.has(last) && (NUMBERED.has(before) || (last === 'no' && before !== '')));
}

const CODES: ReadonlySet<string> = new Set(
  (
    'id ids identifier identification uuid guid pid uid code codes fips fipscode geoid zip zipcode zip5 postcode postalcode plz ' +
    'phone telephone tel mobile fax msisdn isbn issn ean upc gtin sku asin ssn npi vin iban bic barcode siren siret cusip isin'
  ).split(' '),
);
const NUMBERS: ReadonlySet<string> = new Set(['no', 'nr', 'number', 'num']);
const NUMBERED: ReadonlySet<string> = new Set(
  (
    'phone telephone mobile fax account invoice order serial ticket tracking customer card policy case license licence ' +
    'passport flight house registration reference ref contract patient member student employee security'
  ).split(' '),
);
