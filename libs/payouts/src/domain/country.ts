/** Countries whose residents can be paid by transfers here, ISO 3166-1 alpha-2. */
export const PAYOUT_COUNTRIES = [
  ...['US', 'CA', 'MX', 'BR', 'GB', 'IE', 'FR', 'DE', 'NL', 'BE', 'LU', 'AT', 'CH', 'ES', 'PT', 'IT', 'GR', 'PL', 'CZ'],
  ...['SK', 'HU', 'RO', 'BG', 'HR', 'SI', 'EE', 'LV', 'LT', 'FI', 'SE', 'NO', 'DK', 'IL', 'AE', 'IN', 'SG', 'HK', 'JP'],
  ...['KR', 'TH', 'MY', 'ID', 'AU', 'NZ', 'ZA', 'KW'],
] as const;

const DEFAULT_COUNTRY = 'US';

/** A guess at somebody's country by their IANA zone (CLDR's zones of a country); US where it says nothing, e.g. UTC. */
export function countryOfZone(timeZone: string): string {
  const canonical = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  const isIn = (country: string): boolean =>
    new Intl.Locale(`und-${country}`).getTimeZones()?.some((zone) => zone === timeZone || zone === canonical) ?? false;
  return PAYOUT_COUNTRIES.find(isIn) ?? DEFAULT_COUNTRY;
}
