// A form with a file says how much of it is sent; without script the browser says so itself.
import { htmx } from "./exchange";
import { say } from "./said";
import { filled, words } from "./words";

const MIB = 1024 * 1024;

function sent(form: HTMLFormElement, event: SubmitEvent): void {
  const said = words(form);
  const file = form.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
  if (!file) return;
  event.preventDefault();
  if (file.size > Number(form.dataset["limit"]) * MIB) return say(said.text("large"), "failed");
  const shown = form.querySelector<HTMLElement>(".progress");
  const bar = shown?.querySelector("progress");
  const told = shown?.querySelector(".words");
  const button = form.querySelector("button");
  if (shown) shown.hidden = false;
  if (told) told.textContent = filled(said.text("sending"), {});
  if (button) button.disabled = true;
  const failed = (): void => {
    if (shown) shown.hidden = true;
    if (button) button.disabled = false;
    say(said.text("failed"), "failed");
  };
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (step) => {
    if (bar && step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
  });
  request.addEventListener("error", failed);
  request.addEventListener("load", () => {
    if (request.status < 400) return location.assign(request.responseURL);
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("#content");
    const main = document.getElementById("content");
    if (!answer || !main || request.status >= 500) return failed();
    main.replaceChildren(...[...answer.childNodes].map((node) => document.adoptNode(node)));
    htmx.process(main);
    uploads();
    main.querySelector<HTMLElement>("#file")?.focus();
    say(main.querySelector("#wrong")?.textContent?.trim() ?? "", "failed");
  });
  request.send(new FormData(form, event.submitter));
}

/** Watch forms that send a file, and buttons that copy a text. */
export function uploads(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-uploads]"))
    form.addEventListener("submit", (event) => sent(form, event));
}
