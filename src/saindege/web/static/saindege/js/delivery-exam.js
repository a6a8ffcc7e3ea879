// A test on a phone: each answer is kept as it is given, also across a lost connection, and the time left is shown.
const form = document.getElementById("tes");
const words = form.dataset;
const status = document.getElementById("tersimpan");
const left = document.getElementById("sisa");
const store = `saindege-tes:${location.pathname}`;
const skew = new Date(words.now) - Date.now();
const ends = new Date(words.ends).getTime();

function remember(sentAt = 0) {
  const fields = [...new FormData(form)].filter(([name]) => name.startsWith("q"));
  localStorage.setItem(store, JSON.stringify({ fields, sentAt }));
}

// What was typed without a connection and never arrived comes back when the page is opened again.
// So does what was sent a moment ago: the page may have been on its way before it arrived.
const JUST_NOW = 30000;
function recall() {
  const { fields, sentAt } = JSON.parse(localStorage.getItem(store));
  if (sentAt && Date.now() - sentAt > JUST_NOW) return false;
  for (const [name, value] of fields) {
    for (const control of form.elements[name]?.forEach ? form.elements[name] : [form.elements[name]]) {
      if (!control) continue;
      if (control.type === "radio" || control.type === "checkbox") {
        if (control.value === value) control.checked = true;
      } else {
        control.value = value;
      }
    }
  }
  return true;
}

let waiting = false;
let sending = false;
async function send() {
  if (!waiting || sending) return;
  sending = true;
  waiting = false;
  try {
    const answer = await fetch(words.answer, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.status === 409) {
      location.reload();
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    if (!waiting) remember(Date.now());
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    status.textContent = `${words.saved} ${time.format(new Date())}`;
  } catch {
    waiting = true;
    status.textContent = words.waiting;
  } finally {
    sending = false;
  }
}

function tick() {
  const seconds = Math.max(0, Math.round((ends - Date.now() - skew) / 1000));
  left.textContent = `${words.left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (seconds === 0) {
    clearInterval(clock);
    form.querySelector("[value=selesai]").click();
  }
}

if (localStorage.getItem(store) && recall()) {
  waiting = true;
  send();
}
form.addEventListener("input", () => {
  remember();
  waiting = true;
});
form.addEventListener("change", send);
form.addEventListener("submit", () => localStorage.removeItem(store));
addEventListener("online", send);
setInterval(send, 4000);
const clock = setInterval(tick, 1000);
tick();
