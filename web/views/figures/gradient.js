/** To come. */
export function GradientThroughTime() {
  return null;
}
