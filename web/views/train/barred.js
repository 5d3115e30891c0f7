import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { hasToken, keepToken } from "../../js/owner.js";

/**
 * In place of everything else, where a person may not train here.
 *
 * @param {"token"|"closed"|"none"} props.status
 */
export function Barred({ status, message, refresh }) {
  if (status === "token") return html`<${TokenForm} refresh=${refresh} />`;
  return html`
    <section class="part barred">
      <h2>${status === "closed" ? "Nobody may train on this server" : "This server does not train"}</h2>
      ${status === "closed"
        ? html`
            <p>${message}</p>
            <p>
              Whoever runs it can open it to themselves: start it with a secret in
              <code>NEXTWORD_TOKEN</code>, and this page asks for it. Or start it without
              <code>--host</code> on your own machine: there it trains without further ado.
            </p>
          `
        : html`<p>It was started to serve the models that it has, and nothing else.</p>`}
    </section>
  `;
}

function TokenForm({ refresh }) {
  const [wrong, setWrong] = useState(hasToken());
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.token;
    keepToken(field.value);
    await refresh();
    setWrong(true); // whoever is still asked has given the wrong one
    field.select();
  };
  return html`
    <section class="part barred">
      <h2>This server asks for its token</h2>
      <p>
        It was started with a secret that opens it to its owner: the value of <code>--token</code> or
        <code>NEXTWORD_TOKEN</code>. This tab keeps it until it is closed.
      </p>
      <form class="line" onSubmit=${submit}>
        <input type="text" name="user" value="owner" autocomplete="username" hidden />
        <label for="token">Token</label>
        <input
          type="password"
          id="token"
          name="token"
          required
          autocomplete="current-password"
          aria-invalid=${wrong}
          aria-describedby="token-problem"
        />
        <button class="primary">Open</button>
      </form>
      <p class="problem" id="token-problem" role="alert">
        ${wrong && "That is not the token of this server."}
      </p>
    </section>
  `;
}
