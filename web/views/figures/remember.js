/** To come. */
export function Remember() {
  return null;
}
