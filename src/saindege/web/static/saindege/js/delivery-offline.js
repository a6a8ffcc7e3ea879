// Check-ins that a phone keeps while it has no signal: an IndexedDB queue, sent when the signal is back.
// The queue belongs to whoever was signed in when a scan was made (`owner`); it is sent for nobody else.
const place = document.getElementById("luring");
const words = place ? place.dataset : {};
const isShell = place && "shell" in words;
const SEND_EVERY = 20000;
const PATIENCE = 8000;

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("saindege-hadir", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("scans", { keyPath: "seq", autoIncrement: true });
    request.result.createObjectStore("facts");
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function within(store, mode, act) {
  const base = await opened;
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(store, mode);
    const request = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request && request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
const fact = (name) => within("facts", "readonly", (store) => store.get(name));
const keepFact = (name, value) => within("facts", "readwrite", (store) => store.put(value, name));
const allScans = () => within("scans", "readonly", (store) => store.getAll());

async function device() {
  let name = await fact("device");
  if (!name) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    name = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
    await keepFact("device", name);
  }
  return name;
}

async function keep(code, typed) {
  const skew = (await fact("skew")) || 0;
  const scan = { code, typed, owner: await fact("owner"), scanned_at: new Date(Date.now() + skew).toISOString() };
  await within("scans", "readwrite", (store) => store.add(scan));
  await show();
}

const timeOf = (text) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date(text));

async function show(signIn = false) {
  const scans = (await allScans()).filter((scan) => !scan.seen);
  const list = place.querySelector("ul");
  list.replaceChildren(
    ...scans.map((scan) => {
      const item = document.createElement("li");
      item.className = "item";
      const told = document.createElement("p");
      told.textContent = `${scan.code}, ${timeOf(scan.scanned_at)}: ${scan.words || words.waiting}`;
      item.append(told);
      return item;
    }),
  );
  if (scans.some((scan) => !scan.verdict)) {
    const note = document.createElement("li");
    note.className = "item";
    note.textContent = signIn ? words.signIn : words.kept;
    list.append(note);
  }
  (document.getElementById("antrean") || place).hidden = scans.length === 0;
}

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  try {
    const waiting = (await allScans()).filter((scan) => !scan.verdict);
    if (!waiting.length && isShell) return;
    const asked = await fetch(words.sync, { redirect: "manual", cache: "no-store" });
    if (!asked.ok) {
      if (waiting.length) await show(true);
      return;
    }
    const { owner, token, now } = await asked.json();
    await keepFact("owner", owner);
    await keepFact("skew", new Date(now) - Date.now());
    const mine = waiting.filter((scan) => scan.owner === owner).slice(0, 100);
    if (!mine.length) return;
    const answer = await fetch(words.sync, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({
        owner,
        device: await device(),
        scans: mine.map(({ seq, code, typed, scanned_at }) => ({ seq, code, typed, scanned_at })),
      }),
    });
    if (!answer.ok) return;
    for (const told of (await answer.json()).answers) {
      const scan = mine.find((each) => each.seq === told.seq);
      // The digits are of no use any more; the answer stays until it was read once.
      const done = { ...scan, typed: "", verdict: told.verdict, words: told.words };
      await within("scans", "readwrite", (store) => store.put(done));
    }
    await show();
  } catch {
    // No signal: the next try is not far.
  } finally {
    sending = false;
  }
}

async function forgetTold() {
  for (const scan of await allScans()) {
    if (scan.verdict) await within("scans", "readwrite", (store) => store.delete(scan.seq));
  }
}

function digitsOf(text) {
  return text.replace(/\D/g, "").slice(0, 6);
}

function startShell() {
  const address = new URL(location.href);
  const code = address.pathname.split("/")[2] || "";
  const input = document.getElementById("kode-luring");
  const fault = document.getElementById("kode-luring-fault");
  input.value = digitsOf(address.searchParams.get("kode") || "");
  document.getElementById("simpan").addEventListener("submit", async (event) => {
    event.preventDefault();
    const owner = await fact("owner");
    const typed = digitsOf(input.value);
    fault.hidden = Boolean(owner) && typed.length === 6;
    fault.textContent = owner ? words.digits : words.stranger;
    if (!fault.hidden) return;
    await keep(code.toUpperCase(), typed);
    input.value = "";
    event.target.hidden = true;
  });
}

function startForm(form) {
  const input = form.querySelector("[name=kode]");
  device().then((name) => {
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: "perangkat", value: name });
    form.append(hidden);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = digitsOf(input.value);
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal });
      if (answer.redirected || answer.ok) {
        location.assign(answer.url);
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      const again = document.querySelector("form[data-check-in]");
      if (again) startForm(again);
    } catch {
      if (typed.length !== 6) return;
      await keep(form.dataset.checkIn, typed);
      form.hidden = true;
    }
  });
}

async function start() {
  if (isShell) {
    startShell();
  } else {
    const before = await fact("owner");
    if (before !== words.owner) await keepFact("owner", words.owner);
    const form = document.querySelector("form[data-check-in]");
    if (form) startForm(form);
    if ("serviceWorker" in navigator) {
      await navigator.serviceWorker.register(words.worker, { scope: "/hadir/" });
    }
  }
  await forgetTold();
  await show();
  await send();
  addEventListener("online", send);
  setInterval(send, SEND_EVERY);
}

if (place && "indexedDB" in window) start();
