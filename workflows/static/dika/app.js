// Comfort only: every page works without this file.
"use strict";

// A new row of a form without a round trip: the last one copied, emptied and numbered on.
function addRow(button) {
  const rows = button.closest("fieldset").querySelectorAll(".line-row");
  const last = rows[rows.length - 1];
  const copy = last.cloneNode(true);
  const number = rows.length;
  const renumber = (text) => text.replace(/-\d+-/, `-${number}-`);
  for (const element of copy.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, renumber(element.getAttribute(name)));
    }
    element.removeAttribute("aria-invalid");
  }
  for (const fault of copy.querySelectorAll(".fault")) fault.remove();
  for (const echo of copy.querySelectorAll('[id$="_be"]')) echo.textContent = "";
  for (const input of copy.querySelectorAll("input, textarea")) {
    if (input.type === "checkbox") input.checked = false;
    else input.value = "";
  }
  for (const select of copy.querySelectorAll("select")) select.selectedIndex = 0;
  for (const ordinal of copy.querySelectorAll("[data-ordinal]")) ordinal.textContent = String(number + 1);
  last.after(copy);
  copy.querySelector("input, select, textarea").focus();
}

// What a calendar says in the common era, said again in the Buddhist era; a year from 2400 on was typed in that era already.
function echoDay(input) {
  const echo = document.getElementById(`${input.id}_be`);
  if (!echo) return;
  const day = input.valueAsDate;
  if (day && day.getUTCFullYear() >= 2400) day.setUTCFullYear(day.getUTCFullYear() - 543);
  const spoken = document.documentElement.lang === "en" ? "en-GB" : "th-TH";
  const form = new Intl.DateTimeFormat(`${spoken}-u-ca-buddhist`, { weekday: "long", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  echo.textContent = day ? form.format(day) : "";
}

// A typed number as whole units and its count of decimals, exact; nothing for what is no number. What papers write around baht falls away.
function exact(text) {
  const figure = text.trim().replace(/^฿\s*/, "").replace(/(\.-)?\s*(บาท(ถ้วน)?)?$/, "");
  const arabic = figure.replace(/[๐-๙]/g, (digit) => String("๐๑๒๓๔๕๖๗๘๙".indexOf(digit))).replace(/,(?=\d{3})/g, "");
  const found = /^(\d+)(?:\.(\d*))?$/.exec(arabic);
  return found && { units: BigInt(found[1] + (found[2] || "")), decimals: (found[2] || "").length };
}

// What the rows of a form come to, in whole satang, while they are typed; each row rounded half up, as the server does.
function addUp(total) {
  let satang = 0n;
  for (const row of total.closest("fieldset").querySelectorAll(".line-row")) {
    const typed = [...row.querySelectorAll("[data-factor] input")].map((input) => input.value);
    const factors = [...(row.dataset.times ? [row.dataset.times] : []), ...typed].map(exact);
    if (!factors.length || factors.includes(null)) continue;
    const units = factors.reduce((product, one) => product * one.units, 1n);
    const scale = 10n ** BigInt(factors.reduce((sum, one) => sum + one.decimals, 0));
    satang += (units * 200n + scale) / (scale * 2n);
  }
  const baht = (satang / 100n).toLocaleString("en");
  total.querySelector("b").textContent = `${baht}.${String(satang % 100n).padStart(2, "0")}`;
}

// A usual wording into its field, after what stands there already.
function takeWords(button) {
  const field = document.getElementById(button.dataset.fills);
  field.value = [field.value.trim(), button.textContent.trim()].filter(Boolean).join(" ");
  field.focus();
}

// A value into the clipboard, where the browser lends it; without it the field is selected as it is entered, ready to be copied by hand.
async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
  const told = button.dataset.copied;
  document.getElementById("copied").textContent = told;
  button.firstChild.textContent = told;
}

for (const button of document.querySelectorAll("[data-copies]")) button.hidden = !navigator.clipboard;

document.addEventListener("focusin", (event) => {
  if (event.target.matches("input[readonly], textarea[readonly]")) event.target.select();
});

document.addEventListener("input", (event) => {
  const total = event.target.closest("[data-factor]")?.closest("fieldset").querySelector("[data-adds-up]");
  if (total) addUp(total);
});

for (const total of document.querySelectorAll("[data-adds-up]")) addUp(total);

document.addEventListener("click", (event) => {
  const copies = event.target.closest("[data-copies]");
  if (copies) copy(copies);
  const usual = event.target.closest('button[name="_word"]');
  if (usual) {
    event.preventDefault();
    takeWords(usual);
  }
  const button = event.target.closest('button[name="_add_row"]');
  if (button) {
    event.preventDefault();
    addRow(button);
  }
  for (const menu of document.querySelectorAll("details.who[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.who[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.type === "date") echoDay(event.target);
});

for (const input of document.querySelectorAll('input[type="date"]')) echoDay(input);

// After a refusal the reasons come first, also for who cannot see them.
const refused = document.querySelector('[role="alert"][tabindex]');
if (refused) refused.focus();
