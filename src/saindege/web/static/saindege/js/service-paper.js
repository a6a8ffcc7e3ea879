// Typing paper sheets in: a figure from 1 to 4 moves on by itself, a space leaves the element blank.

const marks = [...document.querySelectorAll("[data-mark]")];
marks.forEach((field, at) => {
  const next = marks[at + 1] || document.querySelector("[name=komentar]");
  field.addEventListener("focus", () => field.select());
  field.addEventListener("input", () => {
    if (!/^[1-4]$/.test(field.value)) field.value = "";
    else next.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "0") { event.preventDefault(); field.value = ""; next.focus(); }
    if (event.key === "Backspace" && !field.value && at) { event.preventDefault(); marks[at - 1].focus(); }
  });
});
if (marks.length && document.querySelector("[data-ready]")) marks[0].focus();
