/** The visitor's own example as a curve. */
export function OwnCurve() {
  return null;
}
