// Numbers as people read them.

/** A probability: "61%", "4.2%", "0.3%", "<0.1%". */
export function percent(probability) {
  if (probability === null) return "–";
  const value = probability * 100;
  if (value >= 9.95) return `${Math.round(value)}%`;
  return value < 0.1 ? "<0.1%" : `${value.toFixed(1)}%`;
}

/** A time: "<0.1 ms", "0.8 ms", "12 ms". */
export function millis(value) {
  if (value < 0.05) return "<0.1 ms";
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ms`;
}

/** A count: "2.4 million", "850 thousand", "912". */
export function count(value) {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} million`;
  return value >= 1e4 ? `${Math.round(value / 1e3)} thousand` : String(value);
}

/** Three significant digits: "71.3", "143", "1,240". */
export function figure(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: value < 1000 ? 3 : 4 });
}
