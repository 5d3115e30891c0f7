// Numbers of figures as people read them: many orders of magnitude on one page. No DOM here.

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A power of ten on an axis: "1", "0.1", "10⁻⁴". */
export function power(exponent) {
  return exponent >= -2 && exponent <= 3
    ? String(Number((10 ** exponent).toFixed(2)))
    : `10${raised(exponent)}`;
}

/** Two significant digits, whatever the size: "0.013", "2.4 × 10⁻⁶", "12". */
export function small(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size >= -3 && size <= 3) return String(Number(value.toPrecision(2)));
  const [digits, exponent] = value.toExponential(1).split("e");
  return `${digits} × 10${raised(Number(exponent))}`;
}

/** A factor a step: "0.78", "1.00". */
export function factor(value) {
  return value === null ? "–" : value.toFixed(2);
}

/** A length in words: "2.1", "12", "340", ">1,000". */
export function words(value) {
  if (value > 1000) return ">1,000";
  return value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}

/** "1 word", "12 words". */
export function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function raised(exponent) {
  return [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : DIGITS[digit])).join("");
}
