import { html } from "../../vendor/htm/preact/standalone.module.js";
import { LARGEST_FACTOR, MOST_FACTORS, PRODUCTS, readFactors } from "../../js/lab/chain.js";
import { exact } from "../../js/lab/written.js";
import { Figure } from "../figures/figure.js";

/** A row of sliders: what becomes of a product when derivatives are multiplied. */
export function Factors({ fields, change, own }) {
  const factors = readFactors(fields.factors);
  const set = (next) => change({ factors: next.map((factor) => Number(factor.toFixed(2))).join(",") });
  const products = factors.map((_, i) => factors.slice(0, i + 1).reduce((a, b) => a * b, 1));
  const product = products.at(-1);
  const same = (other) => String(other) === String(factors);
  return html`
    <${Figure}
      name="factors"
      title="Multiply derivatives"
      how="A derivative far from the loss is a product like this one. Move one slider and see what it does to the result; then think of thirty of them."
      explanation=${null}
      table=${{
        head: ["factor", "value", "product so far"],
        rows: factors.map((factor, i) => [i + 1, factor, products[i]]),
        show: (value, column) => (column === 2 ? exact(value) : value),
      }}
    >
      <div class="presets" role="group" aria-label="Products to try" data-save="no">
        ${PRODUCTS.map(
          ({ title, factors: wanted }) => html`
            <button type="button" class="chip" aria-pressed=${same(wanted)} onClick=${() => set(wanted)}>${title}</button>
          `,
        )}
        ${own &&
        html`<button type="button" class="chip" onClick=${() => set(own.factors.map(({ value }) => Math.min(LARGEST_FACTOR, Math.abs(value))))}>
          The factors of ∂L/∂${own.name}
        </button>`}
      </div>
      <div class="factors" role="group" aria-label="Factors" data-save="no">
        ${factors.map(
          (factor, i) => html`
            <label>
              <input
                type="range"
                min="0"
                max=${LARGEST_FACTOR}
                step="0.01"
                value=${factor}
                aria-label=${`Factor ${i + 1}`}
                onInput=${(event) => set(factors.map((old, at) => (at === i ? Number(event.target.value) : old)))}
              />
              <output>${factor}</output>
            </label>
          `,
        )}
        <span class="factor-count">
          <button type="button" class="chip" aria-label="One factor less" disabled=${factors.length === 1} onClick=${() => set(factors.slice(0, -1))}>−</button>
          <button type="button" class="chip" aria-label="One factor more" disabled=${factors.length === MOST_FACTORS} onClick=${() => set([...factors, factors.at(-1)])}>+</button>
        </span>
      </div>
      <p class="factors-product">
        ${factors.join(" × ")} = <output class="product-value">${exact(product)}</output>
      </p>
      <p class="reading">
        ${product === 0
          ? "One factor of 0, a dead ReLU for instance, and nothing arrives at all."
          : product < 1e-3
            ? `Of 1,000 units of error ${exact(product * 1000)} would arrive: the gradient vanishes.`
            : product > 10
              ? "It grows with every factor: the gradient explodes."
              : "It arrives about as it left."}
      </p>
    <//>
  `;
}
