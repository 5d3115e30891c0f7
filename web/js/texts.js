// Names and sizes of a person's files. No DOM here.

import { bytes } from "./format.js";

/** As long as the server makes a name from a file's. */
const LONGEST = 40;

/** A text's name made of a file's, as the server does it: "Meine Mails (2024).txt" gives meine-mails-2024. */
export function nameOf(file) {
  const name = file
    .replace(/^.*[/\\]/s, "")
    .replace(/(\.txt)?(\.gz|\.zip)?$/i, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST);
  return name || "text";
}

/** The name itself, or with the first number behind it that makes it a new one. */
export function freeName(name, taken) {
  let free = name;
  for (let i = 2; taken.includes(free); i++) free = `${name}-${i}`;
  return free;
}

/**
 * Why the server would refuse these files, or null: what can be known before they are sent.
 *
 * @param {{name: string, size: number}[]} files
 * @param {?{bytes: number}} limits
 */
export function refusalOf(files, limits) {
  const strange = files.find(({ name }) => !/\.(txt|txt\.gz|zip)$/i.test(name));
  if (strange) {
    return `${strange.name} is not a .txt, .txt.gz or .zip file. Save it as plain text first.`;
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (limits && size > limits.bytes) {
    return `That is ${bytes(size)}, and a text may have ${bytes(limits.bytes)}. Give less of it, or train with the command train, which has no such limit.`;
  }
  return null;
}
