// The survey on a phone or a counter's tablet: one question a screen, and answers kept until there is signal.
// Without this module the whole form stands on one page and is sent as any form.

const QUEUE = "saindege.survey";
const RETRY_MS = 30_000;
const SECONDS_A_QUESTION = 6;
const KIOSK_THANKS_MS = 8_000;
const KIOSK_IDLE_MS = 60_000;
// What the server will never take is not kept; everything else is sent again.
const FINAL = [200, 201, 404, 409, 410, 422];

const queued = () => {
  try { return JSON.parse(localStorage.getItem(QUEUE)) || []; } catch { return []; }
};
const keep = (answers) => {
  try { localStorage.setItem(QUEUE, JSON.stringify(answers)); return true; } catch { return false; }
};

// crypto.randomUUID is missing on addresses without TLS, as offices use them.
const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

const post = async (answer) => {
  if (!navigator.onLine) throw new Error("no signal");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const body = new URLSearchParams(answer.fields);
  body.set("csrfmiddlewaretoken", token ? token.value : "");
  return fetch(answer.path, { method: "POST", body, headers: { Accept: "application/json" } });
};

let sending = false;
async function sendQueued() {
  if (sending) return;
  sending = true;
  try {
    for (const answer of queued()) {
      const response = await post(answer);
      if (!FINAL.includes(response.status)) break;
      keep(queued().filter((other) => other.fields.kunci !== answer.fields.kunci));
    }
  } catch { /* still no signal */ } finally {
    sending = false;
    document.dispatchEvent(new Event("survey-queue"));
  }
}

function survey(root) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const form = part("form");
  const steps = [...root.querySelectorAll("[data-step]")];
  const isKiosk = "kiosk" in root.dataset;
  let at = 0;

  const show = (place, focus = true) => {
    at = place;
    const last = at === steps.length - 1;
    steps.forEach((step, number) => { step.hidden = number !== at; });
    part("next").hidden = last;
    part("send").hidden = !last;
    part("back").hidden = at === 0;
    part("fault").hidden = true;
    const count = part("count");
    count.textContent = last ? count.dataset.last : count.dataset.words.replace("{n}", at + 1).replace("{of}", steps.length - 1);
    part("left").textContent = part("left").dataset.words.replace("{n}", (steps.length - at) * SECONDS_A_QUESTION);
    part("bar").max = steps.length;
    part("bar").value = at + 1;
    nameButton();
    if (focus) steps[at].querySelector("[tabindex]").focus();
  };
  const nameButton = () => {
    const next = part("next");
    const blank = steps[at].matches("fieldset") && !steps[at].querySelector(":checked");
    next.textContent = blank ? next.dataset.skip : next.dataset.go;
    next.classList.toggle("btn-primary", !blank);
    next.classList.toggle("btn-second", blank);
  };
  const begin = (focus) => {
    form.reset();
    form.elements.kunci.value = newKey();
    form.hidden = false;
    part("thanks").hidden = true;
    show(0, focus);
  };
  const fail = (sentence) => {
    const fault = part("fault");
    fault.querySelector("p").textContent = sentence;
    fault.hidden = false;
  };
  const thank = (isSent) => {
    form.hidden = true;
    part("thanks").hidden = false;
    part("wait").hidden = isSent;
    part("sent").hidden = !isSent;
    if (isKiosk) setTimeout(() => { if (form.hidden) begin(false); }, KIOSK_THANKS_MS);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Enter on an answer sends a form; here it means the next question.
    if (at < steps.length - 1) return show(at + 1);
    form.elements.hari.value = today();
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    const answer = { path: location.pathname, fields };
    part("send").disabled = true;
    try {
      const response = await post(answer);
      if (response.ok) return thank(true);
      const told = (response.headers.get("Content-Type") || "").startsWith("application/json") ? await response.json() : {};
      if (FINAL.includes(response.status)) {
        // Used or over: there is nothing to mend in the form.
        form.hidden = [404, 409, 410].includes(response.status);
        return fail(told.sentence || "");
      }
      throw new Error(response.statusText);
    } catch {
      // Without a place to keep it, the form goes the old way and the browser says what is wrong.
      if (keep([...queued().filter((other) => other.fields.kunci !== fields.kunci), answer])) thank(false);
      else form.submit();
    } finally {
      part("send").disabled = false;
      document.dispatchEvent(new Event("survey-queue"));
    }
  });
  form.addEventListener("change", nameButton);
  part("next").addEventListener("click", () => show(at + 1));
  part("back").addEventListener("click", () => show(at - 1));
  part("again")?.addEventListener("click", () => begin(true));
  if (isKiosk) {
    let idle;
    const restart = () => { clearTimeout(idle); idle = setTimeout(() => begin(false), KIOSK_IDLE_MS); };
    ["click", "keydown", "change"].forEach((kind) => root.addEventListener(kind, restart));
  }
  document.addEventListener("survey-queue", () => {
    const waiting = queued().length;
    const queue = part("queue");
    queue.hidden = waiting === 0;
    queue.textContent = queue.dataset.words.replace("{n}", waiting);
    if (!waiting && !part("wait").hidden && !part("thanks").hidden) thank(true);
  });
  root.classList.add("survey-steps");
  part("progress").hidden = false;
  const answered = steps.findLastIndex((step) => step.querySelector(":checked"));
  show(answered < 0 ? 0 : answered, false);
}

document.querySelectorAll("[data-survey]").forEach(survey);
document.querySelectorAll("[data-again-link]").forEach((link) => setTimeout(() => link.click(), KIOSK_THANKS_MS));
addEventListener("online", sendQueued);
setInterval(() => { if (queued().length) sendQueued(); }, RETRY_MS);
sendQueued();
