import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { useEstimates } from "../../js/estimates.js";
import { duration } from "../../js/format.js";
import { ask } from "../../js/owner.js";
import { MODELS } from "../../js/models.js";
import { PROMPT, SIZES, orderOf } from "../../js/train-address.js";
import { CELLS, isOver, secondsOf } from "../../js/training.js";
import { Extras } from "./extras.js";
import { Mark } from "../mark.js";

/** What the sizes mean, as in training.NetworkSize. */
const ABOUT = {
  small: "64 units, 4,000 words",
  medium: "128 units, 8,000 words",
  large: "256 units, 12,000 words, as the shipped ones",
};

/** Which models learn the text, from where on, and how long that takes; and the button that begins. */
export function Settings({ state, setState, owned, text }) {
  const [problem, setProblem] = useState(null); // {message, field?}
  const [busy, setBusy] = useState(false);
  const beginnings = owned.sets.filter(({ models }) => models.some(({ name }) => CELLS.includes(name)));
  const suits = useSuitableSize(text);
  const from = beginnings.some(({ name }) => name === state.from) ? state.from : "";
  const size = from ? null : (state.size ?? suits);
  const chosen = from ? `from=${from}` : `size=${size}`;
  const options = [...(from ? [`from=${from}`] : []), ...SIZES.map((each) => `size=${each}`)];
  const waits = owned.trainings.some((training) => !isOver(training));
  // Beside a training a second would measure that one, too.
  const estimates = useEstimates(text?.state === "ready" ? text.name : null, waits ? null : chosen);

  useEffect(() => setProblem(null), [state]);

  const begin = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const order = orderOf({ ...state, from, size: state.size });
      const { id } = await ask("POST", "training", order);
      setState({ training: id, name: "" });
      await owned.refresh();
      document.getElementById("watch").scrollIntoView({ block: "start" });
    } catch (refused) {
      setProblem({ message: refused.message, field: refused.field });
    }
    setBusy(false);
  };

  return html`
    <section class="part" aria-labelledby="settings">
      <h2 id="settings" tabindex="-1">2. Choose how</h2>
      <form class="settings" onSubmit=${begin}>
        <fieldset class="beginnings">
          <legend>The networks begin</legend>
          ${beginnings.length > 0 &&
          html`<${Option}
            id="on"
            checked=${from !== ""}
            onChoose=${() => setState({ from: beginnings[0].name })}
            estimate=${estimates.of(`from=${from || beginnings[0].name}`)}
            cells=${state.cells}
            epochs=${state.epochs}
            title=${html`with what${" "}
              ${beginnings.length === 1
                ? "the shipped models know"
                : html`<select
                      aria-label="Go on from"
                      value=${from || beginnings[0].name}
                      onChange=${(event) => setState({ from: event.target.value })}
                    >
                      ${beginnings.map(
                        ({ name, shipped }) =>
                          html`<option value=${name}>${shipped ? "the shipped models" : name}</option>`,
                      )}</select
                    >${" "}know`}`}
            about="They keep their English and learn your words besides. Best for less than a few hundred thousand words."
          />`}
          ${SIZES.map(
            (each) => html`<${Option}
              key=${each}
              id=${each}
              checked=${from === "" && size === each}
              onChoose=${() => setState({ from: "", size: each })}
              estimate=${estimates.of(`size=${each}`)}
              cells=${state.cells}
              epochs=${state.epochs}
              title=${`with nothing, ${each}`}
              about=${`${ABOUT[each]}${suits === each ? "; suits this text" : ""}`}
            />`,
          )}
          ${text &&
          html`<p class="line">
            <button
              type="button"
              class="plain"
              disabled=${estimates.busy || options.every((each) => estimates.of(each)?.seconds)}
              onClick=${() => estimates.measure(options)}
            >
              Measure the time of all
            </button>
            <span class="quiet">Each is trained for a second a cell, to be sure.</span>
          </p>`}
        </fieldset>
        <div class="fields">
          <p class="field">
            <label for="prompt">After each round, they complete</label>
            <input
              type="text"
              id="prompt"
              class="prompt"
              maxlength="500"
              placeholder=${PROMPT}
              value=${state.prompt}
              aria-invalid=${problem?.field === "prompt"}
              onInput=${(event) => setState({ prompt: event.target.value })}
            />
          </p>
          <p class="field">
            <label for="set-name">Name of the new models</label>
            <input
              type="text"
              id="set-name"
              maxlength="64"
              spellcheck=${false}
              autocomplete="off"
              placeholder=${state.text || "as the text"}
              value=${state.name}
              aria-invalid=${problem?.field === "name"}
              aria-describedby="train-problem"
              onInput=${(event) => setState({ name: event.target.value })}
            />
          </p>
          <fieldset class="choice cells">
            <legend>Cells</legend>
            ${MODELS.filter(({ name }) => CELLS.includes(name)).map(
              ({ name, title, shape }) => html`
                <label data-model=${name}>
                  <input
                    type="checkbox"
                    checked=${state.cells.includes(name)}
                    onChange=${({ target }) =>
                      setState({
                        cells: CELLS.filter((cell) =>
                          cell === name ? target.checked : state.cells.includes(cell),
                        ),
                      })}
                  />
                  <${Mark} shape=${shape} />${title}
                </label>
              `,
            )}
          </fieldset>
          <${Extras} state=${state} setState=${setState} field=${problem?.field} />
          <p class="line train">
            <button class="primary" disabled=${!text || text.state !== "ready" || busy || !state.cells.length}>
              Train
            </button>
            <span class="quiet">
              ${!text && "Choose a text first."}
              ${text && waits && "Another training runs; this one waits for its end."}
              ${text && !waits && "You can type meanwhile, close this page and come back."}
            </span>
          </p>
          <p class="problem" id="train-problem" role="alert">
            ${problem && `${problem.field ? `${FIELDS[problem.field] ?? problem.field}: ` : ""}${problem.message}`}
          </p>
        </div>
      </form>
    </section>
  `;
}

/** What the API's fields are called on this page. */
const FIELDS = {
  corpus: "Text",
  name: "Name",
  from: "Begin with",
  epochs: "Rounds",
  learningRate: "Learning rate",
  seed: "Seed",
  prompt: "Prompt",
};

function Option({ id, checked, onChoose, title, about, estimate, cells, epochs }) {
  return html`
    <div class="option" data-option=${id}>
      <input
        type="radio"
        name="beginning"
        id=${`begin-${id}`}
        checked=${checked}
        onChange=${onChoose}
        aria-describedby=${`about-${id}`}
      />
      <div>
        <label for=${`begin-${id}`}>${title}</label>
        <p class="quiet" id=${`about-${id}`}>${about}</p>
      </div>
      <span class="estimate" role="status">${timeOf(estimate, cells, epochs)}</span>
    </div>
  `;
}

function timeOf(estimate, cells, epochs) {
  if (!estimate) return "";
  if (estimate.busy) return html`<span class="quiet">measuring …</span>`;
  if (estimate.message) return html`<span class="problem">${estimate.message}</span>`;
  const rounds = Number(epochs) >= 1 && estimate.epochs ? Number(epochs) / estimate.epochs : 1;
  return `at most ${duration(secondsOf(estimate, cells) * rounds)}`;
}

/** The size that suits the text, as the server has it. */
function useSuitableSize(text) {
  const [suits, setSuits] = useState({});
  const name = text?.state === "ready" ? text.name : null;
  useEffect(() => {
    if (!name) return;
    let over = false;
    ask("GET", `corpora/${name}`).then(
      ({ size }) => over || setSuits({ name, size }),
      () => {}, // the report says it
    );
    return () => (over = true);
  }, [name]);
  return suits.name === name ? (suits.size ?? "small") : "small";
}
