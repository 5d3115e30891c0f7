/** To come. */
export function DistanceCurves() {
  return null;
}
