// Notes of a counter without any system, kept on the phone until there is signal. Each note bears a key of chance, so
// that sent twice it counts once, and whose it is, so that nobody sends what another officer noted on the same phone.
// Without signal the browser shows a kept page, which finds service and offices in what the phone remembers.
// Without this module the form is sent as any form.

const RETRY_MS = 20_000;
const SENT = [201, 422, 404];

const root = document.querySelector("[data-counter]");
const isShell = "shell" in root.dataset;
const service = root.dataset.service || location.pathname.split("/")[2];
const part = (name) => root.querySelector(`[data-${name}]`);
const form = part("form");
const QUEUE = `saindege.counter.${service}`;
const OPEN = `${QUEUE}.open`;
const FACTS = `${QUEUE}.facts`;

const read = (name) => { try { return JSON.parse(localStorage.getItem(name)) || []; } catch { return []; } };
const keep = (name, list) => { try { localStorage.setItem(name, JSON.stringify(list)); return true; } catch { return false; } };
const facts = () => { const found = read(FACTS); return Array.isArray(found) ? null : found; };

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
const isMine = (note, owner) => !note.owner || note.owner === owner;
const tellQueue = () => {
  const owner = facts()?.owner, notes = read(QUEUE);
  const own = notes.filter((note) => isMine(note, owner)).length;
  const { waiting, others, sent } = part("status").dataset;
  if (own) tell(waiting.replace("{n}", own), true);
  else if (notes.length) tell(others.replace("{n}", notes.length), true);
  else tell(sent);
};

let sending = false;
async function send() {
  if (sending || !read(QUEUE).length) return;
  if (navigator.onLine === false) { tellQueue(); return; }
  sending = true;
  try {
    const asked = await fetch(location.pathname, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
    if (!asked.ok) { tell(part("status").dataset.signedOut, true); return; }
    const { owner, token } = await asked.json();
    keep(FACTS, { ...facts(), owner });
    for (const note of read(QUEUE).filter((one) => isMine(one, owner))) {
      const { owner: _mine, ...told } = note;
      const body = new URLSearchParams(told);
      body.set("csrfmiddlewaretoken", token);
      const answer = await fetch(location.pathname, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
      if (!SENT.includes(answer.status)) { tell(part("status").dataset.signedOut, true); return; }
      keep(QUEUE, read(QUEUE).filter((other) => other.key !== note.key));
      if (answer.status === 422) {
        const faults = await answer.json();
        tell(`${note.number}: ${faults.faults.join(" ")}`, true);
        return;
      }
    }
    tellQueue();
  } catch { tellQueue(); } finally { sending = false; }
}

const clock = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
function show() {
  const owner = facts()?.owner;
  const open = read(OPEN).filter((one) => isMine(one, owner));
  part("open").hidden = !open.length;
  part("list").replaceChildren(...open.map((one) => {
    const row = part("row").content.cloneNode(true);
    row.querySelector("[data-number]").textContent = one.number;
    row.querySelector("[data-since]").textContent = one.back_at ? part("list").dataset.back.replace("{at}", clock(one.back_at)) : clock(one.at);
    for (const button of row.querySelectorAll("[data-step]")) {
      button.setAttribute("aria-label", `${button.textContent} ${one.number}`);
      button.addEventListener("click", () => press({ ...one, step: button.dataset.step, at: new Date().toISOString() }, button));
    }
    return row;
  }));
}

// A case that goes back is asked why, with one press; when it went back is when the first button was pressed.
let asked = null;
function press(pending, from) {
  const reasons = facts()?.reasons || [];
  if (pending.step !== "returned" || !reasons.length) { note(pending); return; }
  const title = part("why-title");
  title.textContent = title.dataset.words.replace("{number}", pending.number);
  part("reasons").replaceChildren(...reasons.map(([value, words], at) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-second", textContent: words });
    // The last of the list is for whatever is none of the others.
    button.addEventListener("click", () => (at === reasons.length - 1 ? askWord(value) : answer(value)));
    return button;
  }));
  asked = { pending, from };
  ask(true);
  title.focus();
}

function ask(isOpen) {
  part("why").hidden = !isOpen;
  part("entry").hidden = isOpen;
  part("word-form").hidden = true;
  part("word-form").reset();
  if (isOpen) part("open").hidden = true;
  else show();
}

function askWord(value) {
  part("word-form").hidden = false;
  part("word-form").dataset.value = value;
  part("word-form").querySelector("input").focus();
}

function answer(reason) {
  const { pending } = asked;
  ask(false);
  note({ ...pending, reason });
  form.elements.number.value = "";
  form.elements.number.focus();
}

part("word-form").addEventListener("submit", (event) => {
  event.preventDefault();
  answer(event.target.querySelector("input").value.trim() || event.target.dataset.value);
});
part("unsaid").addEventListener("click", () => answer(""));
part("leave").addEventListener("click", () => {
  ask(false);
  (asked.from?.isConnected ? asked.from : form.elements.number).focus();
});

function note({ office, number, received_on, step, reason = "", at }) {
  const made = { key: newKey(), office, number, received_on, step, reason: step === "returned" ? reason : "", at, owner: facts()?.owner };
  if (!keep(QUEUE, [...read(QUEUE), made])) { tell(part("status").dataset.full, true); return; }
  const isIt = (one) => one.number === number && one.received_on === received_on && one.office === office;
  const others = read(OPEN).filter((one) => !isIt(one));
  const back = () => read(OPEN).map((one) => (isIt(one) ? { ...one, back_at: at } : one));
  keep(OPEN, step === "received" ? [...others, made] : step === "finished" ? others : back());
  show();
  tellQueue();
  send();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = form.elements;
  const number = fields.number.value.trim();
  if (!number) { fields.number.focus(); return; }
  const step = event.submitter ? event.submitter.value : "received";
  const at = new Date().toISOString();
  press({ office: fields.office.value, number, received_on: step === "received" ? today() : fields.received_on.value || today(), step, at }, event.submitter);
  if (!part("why").hidden) return;
  fields.number.value = "";
  fields.number.focus();
});

function startShell() {
  const known = facts();
  if (!known?.offices) { tell(part("status").dataset.stranger, true); return false; }
  document.querySelector("[data-title]").textContent = known.name;
  form.elements.office.replaceChildren(...known.offices.map(([value, words]) => new Option(words, value)));
  part("office").hidden = known.offices.length === 1;
  form.elements.received_on.value = today();
  part("entry").hidden = false;
  return true;
}

function remember() {
  const offices = [...form.elements.office.options].map((one) => [one.value, one.textContent]);
  const reasons = [...form.elements.reason.options].filter((one) => one.value).map((one) => [one.value, one.textContent]);
  keep(FACTS, { name: root.dataset.name, owner: root.dataset.owner, offices, reasons });
  part("plain").hidden = true;
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(root.dataset.worker, { scope: "/layanan/" }).catch(() => {});
  }
}

if (isShell ? startShell() : (remember(), true)) {
  show();
  if (read(QUEUE).length) { tellQueue(); send(); }
  addEventListener("online", send);
  setInterval(send, RETRY_MS);
}
