// Numbers as people read them.

/** A probability: "61%", "4.2%", "0.3%", "<0.1%". */
export function percent(probability) {
  if (probability === null) return "–";
  const value = probability * 100;
  if (value >= 9.95) return `${Math.round(value)}%`;
  return value < 0.1 ? "<0.1%" : `${value.toFixed(1)}%`;
}

/** A probability that may be very small: "61%", "0.3%", "0.01%", "0.00004%". */
export function finePercent(probability) {
  if (probability === null) return "–";
  const value = probability * 100;
  if (value >= 0.095) return percent(probability);
  if (value < 1e-9) return "<0.000000001%";
  return `${value.toFixed(Math.min(9, Math.ceil(-Math.log10(value))))}%`;
}

/** A rank: "1st", "2nd", "212th", "1,011th". */
export function ordinal(rank) {
  const teen = rank % 100 > 10 && rank % 100 < 14;
  return rank.toLocaleString("en") + ((!teen && ["", "st", "nd", "rd"][rank % 10]) || "th");
}

/** How many times as probable: "7.3 times as likely", "1/148 as likely", "as likely as before". */
export function times(logChange) {
  const factor = Math.exp(Math.abs(logChange));
  if (factor < 1.05) return "as likely as before";
  const shown = factor < 9.95 ? factor.toFixed(1) : figure(Math.min(factor, 1e9));
  return logChange > 0 ? `${shown} times as likely` : `1/${shown} as likely`;
}

/** A difference with its sign: "−4.98", "+0.02". */
export function signed(value) {
  const shown = Math.abs(value).toFixed(2);
  return Number(shown) === 0 ? "0.00" : (value < 0 ? "−" : "+") + shown;
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

/** A time to wait: "1 s", "50 s", "4 min", "1 h 20 min". */
export function duration(seconds) {
  if (seconds < 99.5) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A size: "950 bytes", "34 KB", "1.2 MB", "64 MB". */
export function bytes(value) {
  if (value < 1000) return `${value} bytes`;
  const [size, unit] = value < 2 ** 20 ? [value / 2 ** 10, "KB"] : [value / 2 ** 20, "MB"];
  return `${size < 9.95 ? Number(size.toFixed(1)) : Math.round(size).toLocaleString("en")} ${unit}`;
}
