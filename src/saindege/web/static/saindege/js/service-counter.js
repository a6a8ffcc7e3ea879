// Notes of a counter without any system, kept on the phone until there is signal. Each note bears a key of chance, so
// that sent twice it counts once. Without this module the form is sent as any form.

const RETRY_MS = 20_000;
const SENT = [201, 422, 404];

const root = document.querySelector("[data-counter]");
const part = (name) => root.querySelector(`[data-${name}]`);
const form = part("form");
const QUEUE = `saindege.counter.${root.dataset.service}`;
const OPEN = `${QUEUE}.open`;

const read = (name) => { try { return JSON.parse(localStorage.getItem(name)) || []; } catch { return []; } };
const keep = (name, list) => { try { localStorage.setItem(name, JSON.stringify(list)); return true; } catch { return false; } };

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

const tell = (words, isBad = false) => {
  const status = part("status");
  status.hidden = !words;
  status.textContent = words;
  status.classList.toggle("notice-wait", isBad);
};
const tellQueue = () => {
  const waiting = read(QUEUE).length;
  tell(waiting ? part("status").dataset.waiting.replace("{n}", waiting) : part("status").dataset.sent, waiting > 0);
};

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  try {
    for (const note of read(QUEUE)) {
      const body = new URLSearchParams(note);
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(location.pathname, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
      if (!SENT.includes(answer.status)) { tell(part("status").dataset.signedOut, true); return; }
      keep(QUEUE, read(QUEUE).filter((other) => other.key !== note.key));
      if (answer.status === 422) {
        const told = await answer.json();
        tell(`${note.number}: ${told.faults.join(" ")}`, true);
        return;
      }
    }
    tellQueue();
  } catch { tellQueue(); } finally { sending = false; }
}

function show() {
  const open = read(OPEN);
  part("open").hidden = !open.length;
  part("list").replaceChildren(...open.map((one) => {
    const row = part("row").content.cloneNode(true);
    row.querySelector("[data-number]").textContent = one.number;
    row.querySelector("[data-since]").textContent = new Date(one.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    for (const button of row.querySelectorAll("[data-step]")) {
      button.setAttribute("aria-label", `${button.textContent} ${one.number}`);
      button.addEventListener("click", () => note({ ...one, step: button.dataset.step }));
    }
    return row;
  }));
}

function note({ office, number, received_on, step }) {
  const made = { key: newKey(), office, number, received_on, step, at: new Date().toISOString() };
  if (!keep(QUEUE, [...read(QUEUE), made])) { tell(part("status").dataset.full, true); return; }
  const others = read(OPEN).filter((one) => one.number !== number || one.received_on !== received_on || one.office !== office);
  keep(OPEN, step === "received" ? [...others, made] : step === "finished" ? others : read(OPEN));
  show();
  send();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = form.elements;
  const number = fields.number.value.trim();
  if (!number) { fields.number.focus(); return; }
  const step = event.submitter ? event.submitter.value : "received";
  note({ office: fields.office.value, number, received_on: step === "received" ? today() : fields.received_on.value || today(), step });
  fields.number.value = "";
  fields.number.focus();
});
addEventListener("online", send);
setInterval(() => { if (read(QUEUE).length) send(); }, RETRY_MS);
show();
if (read(QUEUE).length) send();
