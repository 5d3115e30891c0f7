// Any figure as a file: SVG as it looks now, CSV of its numbers.

const SVG = "http://www.w3.org/2000/svg";

/** What an SVG file needs of the page's style sheet. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linejoin",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
];

/** Room around a saved figure, in pixels. */
const MARGIN = 16;

/** Saves rows, the first of them the names of the columns. Numbers keep all their digits. */
export function saveCsv(rows, name) {
  save(csv(rows), "text/csv;charset=utf-8", `${name}.csv`);
}

/** Saves what an element looks like at this moment; what is marked `data-save="no"` stays out. */
export function saveSvg(element, name) {
  save(svgOf(element), "image/svg+xml", `${name}.svg`);
}

/** Comma-separated values by RFC 4180. */
export function csv(rows) {
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * An element of the page as a drawing of its own: boxes with a colour, lines below words, words where the
 * browser has put them, drawings and pictures. It needs no style sheet and no script.
 */
export function svgOf(element) {
  const box = element.getBoundingClientRect();
  const width = Math.ceil(box.width + 2 * MARGIN);
  const height = Math.ceil(box.height + 2 * MARGIN);
  const svg = make("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  svg.append(make("rect", { width, height, fill: ground }));
  const origin = { x: box.left - MARGIN, y: box.top - MARGIN };
  draw(element, svg, origin);
  return new XMLSerializer().serializeToString(svg);
}

function draw(element, into, origin) {
  const style = getComputedStyle(element);
  const skipped = element.dataset?.save === "no" || element.matches("input, select, .unseen");
  if (skipped || style.display === "none" || style.visibility === "hidden") return;
  if (element instanceof SVGSVGElement) {
    into.append(drawing(element, origin));
    return;
  }
  for (const box of element.getClientRects()) drawBox(style, box, into, origin);
  if (element instanceof HTMLCanvasElement) {
    into.append(picture(element, origin));
    return;
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, into, origin);
    else if (child instanceof Text) drawText(child, style, into, origin);
  }
}

function drawBox(style, box, into, origin) {
  const place = { x: box.left - origin.x, y: box.top - origin.y, width: box.width, height: box.height };
  if (!/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor)) {
    const rx = parseFloat(style.borderRadius) || 0;
    into.append(make("rect", { ...place, rx, fill: style.backgroundColor }));
  }
  for (const [side, y] of [["Top", place.y], ["Bottom", place.y + place.height]]) {
    const thick = parseFloat(style[`border${side}Width`]);
    if (thick > 0 && style[`border${side}Style`] !== "none") {
      into.append(
        make("rect", {
          x: place.x,
          y: side === "Top" ? y : y - thick,
          width: place.width,
          height: thick,
          fill: style[`border${side}Color`],
        }),
      );
    }
  }
}

/** The words of a text, each where it stands: lines may have been broken anywhere between them. */
function drawText(node, style, into, origin) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const letters = context.measureText(word);
    const content = letters.fontBoundingBoxAscent + letters.fontBoundingBoxDescent;
    const text = make("text", {
      x: box.left - origin.x,
      y: box.top - origin.y + (box.height - content) / 2 + letters.fontBoundingBoxAscent,
      textLength: box.width,
      lengthAdjust: "spacingAndGlyphs",
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": style.fontSize,
      "font-weight": style.fontWeight,
      "font-style": style.fontStyle,
    });
    text.textContent = word;
    into.append(text);
  }
}

function drawing(svg, origin) {
  const copy = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((part, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of STYLES) part.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "style", "aria-hidden"]) part.removeAttribute(name);
  });
  const box = svg.getBoundingClientRect();
  return set(copy, {
    x: box.left - origin.x,
    y: box.top - origin.y,
    width: box.width,
    height: box.height,
    overflow: "visible",
  });
}

function picture(canvas, origin) {
  const box = canvas.getBoundingClientRect();
  return make("image", {
    x: box.left - origin.x,
    y: box.top - origin.y,
    width: box.width,
    height: box.height,
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
    href: canvas.toDataURL(),
  });
}

function make(name, attributes) {
  return set(FILE.createElementNS(SVG, name), attributes);
}

/** Drawings are made in a document that is never shown: there a picture is not fetched. */
const FILE = document.implementation.createDocument(null, null);

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  return element;
}

function save(content, type, name) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
