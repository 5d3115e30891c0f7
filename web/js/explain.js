/** To come: asks POST /explain. */
export function useExplanation() {
  return null;
}
