/** Exact arithmetic on the decimals of answers: units of 10⁻⁴, as the engine counts money. */

export type Units = bigint;

const PLACES = 4;

export function units(decimal: string): Units {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal);
  if (!match) {
    throw new Error(`'${decimal}' is no decimal`);
  }
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  return sign ? -value : value;
}

export function decimal(value: Units): string {
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}

export function sumOf(decimals: readonly string[]): string {
  return decimal(decimals.reduce((sum, each) => sum + units(each), 0n));
}

export function difference(end: string, start: string): string {
  return decimal(units(end) - units(start));
}
