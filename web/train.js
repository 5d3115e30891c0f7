// The page to train on: its state, and who may change it. Views draw; js/ computes and talks to the server.

import {
  html,
  render,
  useEffect,
  useLayoutEffect,
  useState,
} from "./vendor/htm/preact/standalone.module.js";
import { keepPlace } from "./js/focus.js";
import { useOwned, useTraining } from "./js/owned.js";
import { applyTheme } from "./js/theme.js";
import { isOver, shareDone } from "./js/training.js";
import { readAddress, writeAddress } from "./js/train-address.js";
import { Announcer } from "./views/announcer.js";
import { Barred } from "./views/train/barred.js";
import { Head } from "./views/train/head.js";
import { Queue } from "./views/train/queue.js";
import { Sets } from "./views/train/sets.js";
import { Settings } from "./views/train/settings.js";
import { Texts } from "./views/train/texts.js";
import { said } from "./views/train/said.js";
import { Training } from "./views/train/training.js";

function Page() {
  const [state, setWhole] = useState(readAddress); // what the address holds, see js/train-address.js
  const owned = useOwned();
  const { corpora, trainings, sets, refresh } = owned;
  const listed =
    trainings.find(({ id }) => id === state.training) ??
    trainings.find((each) => each.state === "running") ??
    trainings[0];
  const live = useTraining(listed?.id ?? null, Boolean(listed && isOver(listed)), refresh);
  const training = live.training ?? listed ?? null;

  const setState = (change) => setWhole((old) => ({ ...old, ...change }));

  useLayoutEffect(() => applyTheme(state.theme), [state.theme]);

  useEffect(() => {
    const follow = () => setWhole(readAddress());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => writeAddress(state), [state]);

  // A file that is dropped beside the field must not take the place of the page.
  useEffect(() => {
    const keep = (event) => event.preventDefault();
    addEventListener("dragover", keep);
    addEventListener("drop", keep);
    return () => {
      removeEventListener("dragover", keep);
      removeEventListener("drop", keep);
    };
  }, []);

  // Whoever waits in another tab sees how far it is.
  useEffect(() => {
    const far = training?.state === "running" ? `${Math.round(100 * shareDone(training))}% · ` : "";
    document.title = `${far}Train on your own text · nextword`;
  }, [training]);

  const barred = ["token", "closed", "none"].includes(owned.status);
  return html`
    <${Head} state=${state} setState=${setState} sets=${sets} refresh=${refresh} />
    <div class="notice" role="status">
      ${owned.status === "away" &&
      html`<p>
        <b>The server does not answer.</b> What you have entered is safe, and a training goes on or can be
        resumed. This page keeps trying and goes on by itself.
      </p>`}
    </div>
    <main data-status=${owned.status} hidden=${owned.status === "loading"}>
      ${barred
        ? html`<${Barred} status=${owned.status} message=${owned.message} refresh=${refresh} />`
        : html`
            <${Texts} state=${state} setState=${setState} owned=${owned} />
            <${Settings}
              state=${state}
              setState=${setState}
              owned=${owned}
              text=${corpora.find(({ name }) => name === state.text)}
            />
            <section class="part" aria-labelledby="watch">
              <h2 id="watch" tabindex="-1">3. Watch them learn</h2>
              <${Queue}
                trainings=${trainings}
                shown=${training?.id}
                onShow=${(id) => setState({ training: id })}
              />
              ${training
                ? html`<${Training}
                    key=${training.id}
                    training=${training}
                    connected=${live.connected}
                    owned=${owned}
                    theme=${state.theme}
                  />`
                : html`<p class="quiet">No training yet. Its curves, and what the networks have learnt so far, appear here.</p>`}
            </section>
            <${Sets} sets=${sets} refresh=${refresh} />
          `}
    </main>
    <${Announcer} text=${training ? said(training) : ""} />
  `;
}

const page = document.getElementById("page");
page.replaceChildren();
keepPlace(page);
render(html`<${Page} />`, page);
