/** To come. */
export function Gates() {
  return null;
}
