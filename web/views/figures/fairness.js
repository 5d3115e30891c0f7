import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { call } from "../../js/api.js";
import { bestOf, KEYS, median, ROWS } from "../../js/cards.js";
import { count, percent } from "../../js/format.js";
import { MODELS, titleOf } from "../../js/models.js";
import { Mark } from "../mark.js";
import { useDistanceCurves } from "./curves.js";
import { Figure } from "./figure.js";
import { TrainingSpeed } from "./speed.js";

/** Typed for the timing where the visitor's text is shorter. */
const SAMPLE = "Can you please tell me where the station is?";

/** Is the comparison fair? What each model cost, what it is worth, and where the plain RNN wins. */
export function Fairness({ state, models }) {
  const cards = useCards(models);
  const times = useTimes(models, state?.text ?? "");
  const curves = useDistanceCurves();
  const columns = MODELS.filter(({ name }) => cards?.[name]).map((model) => ({
    ...model,
    facts: { card: cards[model.name], millis: times?.[model.name] },
  }));
  const rows = ROWS.map((row) => ({
    ...row,
    values: columns.map(({ facts }) => row.of(facts) ?? null),
  })).filter(({ values }) => values.some((value) => value !== null));
  return html`
    <${Figure}
      name="fairness"
      title="Is the comparison fair?"
      how=${html`All four saw the same text. The networks have the same number of units and of updates;
      what suits one cell and not another, its learning rate first of all, was chosen for each on text
      kept aside for that. The best of each row is marked ★.`}
      explanation=${null}
      table=${{
        head: ["property", ...columns.map(({ title }) => title)],
        rows: columns.length ? rows.map(({ label, values }) => [label, ...values]) : [],
      }}
      wants="Loading …"
    >
      <div class="table-frame" tabindex="0" role="region" aria-label="Comparison of the models">
        <table class="fairness">
          <thead>
            <tr>
              <td></td>
              ${columns.map(
                ({ name, title, shape }) => html`
                  <th scope="col" data-model=${name}><${Mark} shape=${shape} />${title}</th>
                `,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => html`<${Row} row=${row} columns=${columns} />`)}
          </tbody>
        </table>
      </div>
      <${RnnWins} rows=${rows} columns=${columns} curves=${curves?.result} />
      <p class="source">${columns.length > 0 && sourceOf(columns[0].facts.card)}</p>
      <${TrainingSpeed} />
    <//>
  `;
}

function Row({ row, columns }) {
  const compared = row.values.map((value, i) =>
    row.networks && columns[i].name === "ngram" ? null : value,
  );
  const best = bestOf(row, compared);
  return html`
    <tr>
      <th scope="row">${row.label}${row.note && html`<small>${row.note}</small>`}</th>
      ${row.values.map((value, i) => {
        const wins = value !== null && value === best;
        return html`
          <td data-model=${columns[i].name} class=${wins ? "best" : ""}>
            ${value === null ? "–" : row.show(value)}
            ${wins && html`<span class="star" role="img" aria-label="best"> ★</span>`}
          </td>
        `;
      })}
    </tr>
  `;
}

/** Computed from the same numbers, so that it says what is so after any training. */
function RnnWins({ rows, columns, curves }) {
  const networks = columns.map((column, i) => ({ ...column, i })).filter(({ name }) => name !== "ngram");
  const rnn = networks.find(({ name }) => name === "rnn");
  if (!rnn || networks.length < 2) return null;
  const won = rows.filter((row) => {
    const best = bestOf(
      row,
      networks.map(({ i }) => row.values[i]),
    );
    return best !== undefined && row.values[rnn.i] === best;
  });
  const said = (row, { title, i }) => `${title} ${row.values[i] === null ? "–" : row.show(row.values[i])}`;
  const near = nearby(curves);
  return html`
    <div class="rnn-wins">
      <h4 data-model="rnn">
        <${Mark} shape=${rnn.shape} />Where the plain RNN wins among the networks
      </h4>
      <ul>
        ${won.map(
          (row) => html`<li>${row.label}: ${networks.map((network) => said(row, network)).join(", ")}</li>`,
        )}
        ${won.length === 0 && html`<li>In none of these rows, on this machine and after this training.</li>`}
        ${near && html`<li>${near}</li>`}
      </ul>
    </div>
  `;
}

/** What the measured curves say of the shortest distance; null without them. */
function nearby(curves) {
  const of = (cell) => curves?.curves.find((curve) => curve.cell === cell);
  const kind = Object.keys(of("rnn")?.kinds ?? {})[0];
  const rnn = of("rnn")?.kinds[kind]?.[0];
  const lstm = of("lstm")?.kinds[kind]?.[0];
  if (!rnn || !lstm) return null;
  const where =
    `With ${rnn.distance} words between cue and trigger it is right in ` +
    `${percent(rnn.accuracy.value)}, the ${titleOf("lstm")} in ${percent(lstm.accuracy.value)}`;
  if (rnn.accuracy.low > lstm.accuracy.high) return `${where}: better.`;
  return rnn.accuracy.high >= lstm.accuracy.low
    ? `${where}: the intervals overlap, so it is not known to be worse there.`
    : `${where}: it is behind there, too.`;
}

function useCards(models) {
  const [cards, setCards] = useState(null);
  const names = (models ?? []).filter(({ serving }) => serving).map(({ name }) => name).join();
  useEffect(() => {
    if (!names) return undefined;
    let over = false;
    const asked = names
      .split(",")
      .map(async (name) => [name, await call(`models/${encodeURIComponent(name)}`)]);
    Promise.all(asked).then(
      (found) => over || setCards(Object.fromEntries(found.filter(([, card]) => card.settings))),
      () => {}, // the page says itself that the server is away
    );
    return () => (over = true);
  }, [names]);
  return cards;
}

/** Types the end of the text once more, key by key, and takes the median of each model's own times. */
function useTimes(models, text) {
  const [times, setTimes] = useState(null);
  useEffect(() => {
    if (!models) return undefined;
    let over = false;
    const typed = text.length > KEYS ? text : SAMPLE;
    const measure = async () => {
      const taken = {};
      for (let i = KEYS - 1; i >= 0 && !over; i--) {
        const { results } = await call("complete", { text: typed.slice(0, typed.length - i) });
        for (const result of results) (taken[result.model] ??= []).push(result.millis);
      }
      const medians = Object.entries(taken).map(([name, all]) => [name, median(all)]);
      if (!over) setTimes(Object.fromEntries(medians));
    };
    measure().catch(() => {}); // without times there is no such row
    return () => (over = true);
  }, [models]); // once: measured while somebody types, it would measure the typing
  return times;
}

function sourceOf({ corpus, machine }) {
  const names = corpus.name.replaceAll("+", ", ");
  return `Trained on ${count(corpus.words)} words (${names}) on ${machine}. Each figure is in the
    model’s card, GET /api/v1/models/NAME.`;
}
