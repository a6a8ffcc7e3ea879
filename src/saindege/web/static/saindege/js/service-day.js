// A day of cases over the map. Nothing moves until somebody asks; whoever asked the machine for less motion gets
// steps of a quarter of an hour instead. Without this module the table below tells the same.

const SVG = "http://www.w3.org/2000/svg";
const TRAVEL_SECONDS = 0.8;
const STEP_MINUTES = 15;
const CALM_MS = 1200;

const root = document.querySelector("[data-replay]");
const part = (name) => root.querySelector(`[data-${name}]`);
const begins = Number(root.dataset.begins), ends = Number(root.dataset.ends);
const cases = JSON.parse(document.getElementById("gerak").textContent).map((flat) => {
  const moves = [];
  for (let at = 0; at < flat.length; at += 2) moves.push({ minute: flat[at], place: flat[at + 1] });
  return moves;
});
// A step without a place on the map leaves its case where it was.
for (const moves of cases) {
  let last = -1;
  for (const move of moves) { if (move.place < 0) move.place = last; move.from = last; last = move.place; }
}
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
const maps = [...root.querySelectorAll("svg.plot")].map((svg) => {
  const boxes = [...svg.querySelectorAll("rect")].map((rect) => {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
    return { x: x + width / 2, y: y + height / 2 };
  });
  const layer = svg.appendChild(document.createElementNS(SVG, "g"));
  const counts = boxes.map((box) => {
    const text = layer.appendChild(document.createElementNS(SVG, "text"));
    text.setAttribute("x", box.x);
    text.setAttribute("y", box.y + 16);
    text.setAttribute("class", "mid good");
    return text;
  });
  return { svg, boxes, layer, counts, dots: [] };
});
const names = [...maps[0].svg.querySelectorAll("text.strong.mid")].map((text) => text.textContent);

let now = begins, playing = false, before = 0, timer = 0;
const speed = () => Number(part("speed").value);
const clockOf = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}.${String(Math.floor(minute % 60)).padStart(2, "0")}`;

function lying(minute) {
  const found = names.map(() => 0);
  for (const moves of cases) {
    let place = -1, isLast = false;
    for (let at = 0; at < moves.length && moves[at].minute <= minute; at += 1) { place = moves[at].place; isLast = at === moves.length - 1; }
    // A case that has done its last step of the map is finished, or goes on another day.
    if (place >= 0 && !(isLast && place === names.length - 1)) found[place] += 1;
  }
  return found;
}

function moving(minute) {
  const travel = isCalm.matches ? 0 : speed() * TRAVEL_SECONDS;
  const found = [];
  for (const moves of cases) {
    for (const move of moves) {
      if (move.minute > minute && move.minute - travel < minute && move.place >= 0) {
        found.push({ ...move, share: 1 - (move.minute - minute) / travel });
      }
    }
  }
  return found;
}

function place(map, move) {
  const end = map.boxes[move.place];
  const isDown = map.boxes.length > 1 && map.boxes[1].y > map.boxes[0].y;
  const start = move.from >= 0 ? map.boxes[move.from] : { x: isDown ? end.x : end.x - 60, y: isDown ? end.y - 60 : end.y };
  const arc = Math.sin(Math.PI * move.share) * (move.from >= move.place ? 42 : -14);
  const x = start.x + (end.x - start.x) * move.share, y = start.y + (end.y - start.y) * move.share;
  return isDown ? [x + arc * 2, y] : [x, y + arc];
}

function draw() {
  const counts = lying(now), dots = moving(now);
  for (const map of maps) {
    map.counts.forEach((text, at) => { text.textContent = counts[at] ? String(counts[at]) : ""; });
    while (map.dots.length < dots.length) {
      const dot = map.layer.appendChild(document.createElementNS(SVG, "circle"));
      dot.setAttribute("r", 5);
      dot.setAttribute("class", "dot");
      map.dots.push(dot);
    }
    map.dots.forEach((dot, at) => {
      dot.setAttribute("visibility", at < dots.length ? "visible" : "hidden");
      if (at >= dots.length) return;
      const [x, y] = place(map, dots[at]);
      dot.setAttribute("cx", x.toFixed(1));
      dot.setAttribute("cy", y.toFixed(1));
    });
  }
  part("clock").textContent = clockOf(now);
  part("time").value = now;
  part("time").setAttribute("aria-valuetext", clockOf(now));
}

function tell() {
  const counts = lying(now);
  const told = names.map((name, at) => (counts[at] ? `${name} ${counts[at]}` : "")).filter(Boolean).join(", ");
  const words = told ? root.dataset.told : root.dataset.nobody;
  part("status").textContent = words.replace("{clock}", clockOf(now)).replace("{places}", told);
}

function go(minute) {
  now = Math.min(ends, Math.max(begins, minute));
  draw();
  if (!playing) tell();
}

function frame(at) {
  if (!playing) return;
  const passed = Math.min(0.1, (at - before) / 1000);
  before = at;
  go(now + passed * speed());
  if (now >= ends) pause(); else timer = requestAnimationFrame(frame);
}

function calmly() {
  if (!playing) return;
  go(now + STEP_MINUTES);
  if (now >= ends) pause(); else timer = setTimeout(calmly, CALM_MS);
}

function play() {
  if (now >= ends) now = begins;
  playing = true;
  part("toggle").textContent = root.dataset.pause;
  part("status").textContent = "";
  before = performance.now();
  if (isCalm.matches) calmly(); else timer = requestAnimationFrame(frame);
}

function pause() {
  playing = false;
  cancelAnimationFrame(timer);
  clearTimeout(timer);
  part("toggle").textContent = now >= ends ? root.dataset.again : root.dataset.play;
  draw();
  tell();
}

part("toggle").addEventListener("click", () => (playing ? pause() : play()));
for (const button of root.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => { if (playing) pause(); go(now + Number(button.dataset.step)); });
}
part("time").addEventListener("input", (event) => { const minute = Number(event.target.value); if (playing) pause(); go(minute); });
document.addEventListener("visibilitychange", () => { if (document.hidden && playing) pause(); });
part("controls").hidden = false;
go(begins);
