import { html, useEffect, useMemo } from "../vendor/htm/preact/standalone.module.js";
import { MAX_DISTANCE } from "../js/address.js";
import { firstCue } from "../js/alternatives.js";
import { probabilities, useAtDistance, useOwnCurve } from "../js/distance.js";
import { MODELS } from "../js/models.js";
import { counted } from "../js/numbers.js";
import { cutForWords, neutralWords, withWords } from "../js/neutral.js";
import { wordsIn } from "../js/words.js";
import { standing } from "./expected.js";
import { DistanceCurves } from "./figures/curves.js";
import { Mark } from "./mark.js";
import { OwnCurve } from "./own-curve.js";

/**
 * Neutral words between the visitor's cue and what it decides, as many as the slider says.
 *
 * @param props.target the word whose rank is watched
 * @param props.onResult told where it stands, by model; null while that is not known
 */
export function Distance({ state, setState, away, target, onResult }) {
  const text = state.text.slice(0, state.caret);
  const cut = useMemo(() => {
    const cue = firstCue(text, target);
    return cutForWords(text, cue?.end) ?? cutForWords(text);
  }, [text, target]);
  const own = cut ? wordsIn(cut.own).length : 0;
  const shown = useAtDistance(cut, state.distance, target, away);
  const curve = useOwnCurve(cut, target, away);
  const settled = shown?.distance === state.distance ? shown : null;

  useEffect(
    () =>
      onResult(
        settled && Object.fromEntries(settled.results.map(({ model, expected }) => [model, expected])),
      ),
    [settled],
  );

  if (!cut) {
    return html`
      <div class="distance">
        <h3>How far does it remember?</h3>
        <p class="how">
          <b>Write a sentence with a cue in it, and begin another</b> that depends on it: “I grew up in
          Italy. So I speak fluent”. Neutral words can then be put between the two.
        </p>
        <${DistanceCurves} point=${null} />
      </div>
    `;
  }
  const between = own + state.distance;
  return html`
    <div class="distance">
      <h3>How far does it remember?</h3>
      <p class="how">
        The slider puts whole sentences that decide nothing between the beginning of your text and its
        last sentence. Watch where <b>${target}</b> stands in each column.
      </p>
      <label class="slider">
        <span>Neutral words put in</span>
        <input
          type="range"
          min="0"
          max=${MAX_DISTANCE}
          value=${state.distance}
          aria-valuetext=${counted(state.distance, "word")}
          onInput=${(event) => setState({ distance: Number(event.target.value) })}
        />
        <output>${state.distance}</output>
      </label>
      <p class="stretched" dir="auto">
        ${cut.cue}${cut.own}<span class="put-in">${neutralWords(state.distance)}</span>${" "}${cut.trigger}<span class="gap">${target}</span>
      </p>
      <div class="standings" aria-live="off" aria-busy=${!settled}>
        ${MODELS.map((model) => html`<${Standing} model=${model} result=${resultOf(shown, model)} />`)}
      </div>
      <p class="tools">
        <button
          type="button"
          class="plain"
          onClick=${() => setState({ text: withWords(cut, state.distance), distance: 0, expected: target })}
        >
          Put them into the text
        </button>
      </p>
      <div class="distance-figures">
        <${OwnCurve} points=${curve} distance=${state.distance} target=${target} />
        <${DistanceCurves}
          point=${{ distance: between, ...(settled && { values: probabilities(settled.results) }) }}
        />
      </div>
    </div>
  `;
}

function resultOf(shown, { name }) {
  return shown?.results.find(({ model }) => model === name);
}

function Standing({ model, result }) {
  const best = result?.suggestions[0];
  return html`
    <div class="standing" data-model=${model.name}>
      <b class="standing-name"><${Mark} shape=${model.shape} />${model.title}</b>
      <span>${result?.expected ? standing(result.expected) : "–"}</span>
      <span class="bar" style=${{ "--share": result?.expected?.probability ?? 0 }} aria-hidden="true"></span>
      <span class="quiet">first: <span class="word">${best?.word ?? "–"}</span></span>
    </div>
  `;
}
