/** To come. */
export function Fairness() {
  return null;
}
