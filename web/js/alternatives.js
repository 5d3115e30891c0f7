// Words of one kind, each with the word it makes likely much later: France ... French.

const KINDS = [
  {
    France: "French", Spain: "Spanish", Italy: "Italian", Germany: "German", Japan: "Japanese",
    Russia: "Russian", China: "Chinese", Greece: "Greek", Poland: "Polish", Sweden: "Swedish",
    Portugal: "Portuguese", Hungary: "Hungarian", Egypt: "Arabic",
  },
  {
    Paris: "French", Madrid: "Spanish", Rome: "Italian", Berlin: "German", Tokyo: "Japanese",
    Moscow: "Russian", Beijing: "Chinese", Athens: "Greek", Warsaw: "Polish", Stockholm: "Swedish",
    Lisbon: "Portuguese", Budapest: "Hungarian", Cairo: "Arabic",
  },
  {
    today: "need", "right now": "need", "these days": "need", "last month": "had", yesterday: "had",
    "last year": "had", "a year ago": "had", tomorrow: "will", "next week": "will", "next year": "will",
  },
  {
    carpenter: "hammer", painter: "brush", photographer: "camera", violinist: "violin", drummer: "drum",
    writer: "pen", gardener: "spade", surgeon: "scalpel", doctor: "stethoscope", butcher: "cleaver",
    barber: "razor",
  },
  { Tom: "his", Anna: "her", Peter: "his", Mary: "her", John: "his", Sarah: "her" },
  { he: "his", she: "her" },
  { man: "his", woman: "her", boy: "his", girl: "her", father: "his", mother: "her" },
];

/** How many alternatives are offered at once. */
const OFFERED = 7;

/**
 * The cue at a place of a text, a phrase before a word: "last month" where either of its words stands.
 *
 * @param {string} text
 * @param {{start: number, end: number}} word
 * @returns {{start: number, end: number, text: string, answer: ?string, others: {word: string, answer:
 *     string}[]}} the word itself with no others, where none are known
 */
export function cueAt(text, word) {
  const found = cues(text).find(({ start, end }) => start <= word.start && word.end <= end);
  return found ?? { ...word, text: text.slice(word.start, word.end), answer: null, others: [] };
}

/**
 * The first cue in a text: where to begin.
 *
 * @param {string} [answer] preferably one that makes this word likely
 */
export function firstCue(text, answer) {
  const all = cues(text);
  return all.find((cue) => cue.answer === answer) ?? all[0] ?? null;
}

/** What a word of any kind makes likely, or null. */
export function answerOf(word) {
  const small = word.toLowerCase();
  for (const kind of KINDS) {
    const key = Object.keys(kind).find((name) => name.toLowerCase() === small);
    if (key) return kind[key];
  }
  return null;
}

function cues(text) {
  const found = [];
  for (const kind of KINDS) {
    for (const [name, answer] of Object.entries(kind)) {
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, "giu");
      for (const { index, 0: match } of text.matchAll(pattern)) {
        // "Will" and "will", "Mark" and "mark": a name is written with a capital.
        if (/^\p{Lu}/u.test(name) && !/^\p{Lu}/u.test(match)) continue;
        const end = index + match.length;
        found.push({ start: index, end, text: match, answer, others: othersOf(kind, name) });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Those with other answers first: they are what a model with a memory tells apart. */
function othersOf(kind, name) {
  return Object.entries(kind)
    .filter(([word]) => word !== name)
    .map(([word, answer]) => ({ word, answer }))
    .sort((a, b) => (a.answer === kind[name]) - (b.answer === kind[name]))
    .slice(0, OFFERED);
}
