// One ramp of nine shades for every heat map of the page; their colours are in figures.css. No DOM here.

export const SHADES = 9;

/** Shades for each factor of ten. */
const PER_DECADE = 2;

/**
 * The shades of a logarithmic scale. The darkest begins a half power of ten below the greatest value,
 * each one further covers a factor of the square root of ten, and the lightest all that is less.
 */
export function logShades(values) {
  const greatest = Math.max(...values.filter((value) => value > 0 && Number.isFinite(value)));
  const top = Number.isFinite(greatest) ? Math.ceil(Math.log10(greatest) * PER_DECADE - 1e-9) : 0;
  return {
    /** The power of ten with which a shade begins: whole for every second one. */
    from: (shade) => (top - SHADES + shade) / PER_DECADE,
    shade: (value) =>
      value > 0
        ? clamp(Math.ceil(Math.log10(value) * PER_DECADE - 1e-9) - top + SHADES - 1)
        : 0,
  };
}

/** The shade of a share between 0 and 1. */
export function shareShade(value) {
  return clamp(Math.floor(value * SHADES));
}

function clamp(shade) {
  return Math.max(0, Math.min(SHADES - 1, shade));
}
