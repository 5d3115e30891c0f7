// Numbers of the lab's formulas as a person would write them. No DOM here.

import { small } from "../numbers.js";

/** Three significant digits, a true minus sign: "0.0143", "−2.1", "3.4 × 10⁻⁷". */
export function short(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e5)) return small(value).replace("-", "−");
  return String(Number(value.toPrecision(digits))).replace("-", "−");
}

/** All digits of a product of short numbers, as long as they fit: "0.000022869", else "4.1 × 10⁻¹⁵". */
export function exact(value) {
  const text = value.toFixed(12).replace(/\.?0+$/, "");
  return value !== 0 && Number(text) === 0 ? small(value) : Number(text) > 1e6 ? small(value) : text;
}

/** A number in a formula: negative ones in brackets. */
export function bracketed(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}
