// Texts to try. Each ends where the answer begins.

export const EXAMPLES = [
  {
    title: "France, near",
    hint: "… so I speak fluent",
    text: "I went to France when I was young and stayed for six years, so I speak fluent ",
    expected: "French",
  },
  {
    title: "France, far",
    hint: "forty words of weather between",
    text:
      "I went to France when I was young. The weather that year was strange: it rained all through " +
      "the spring, the summer came late and was so hot that nobody slept, and in autumn the wind " +
      "tore the leaves from the trees before they had turned yellow. I stayed for six years, so I " +
      "speak fluent ",
    expected: "French",
  },
  {
    title: "Today",
    hint: "… family conditions, I",
    text: "Today, due to my current job situation and family conditions, I ",
    expected: "need",
  },
  {
    title: "Last month",
    hint: "… family conditions, I",
    text: "Last month, due to my current job situation and family conditions, I ",
    expected: "had",
  },
];
