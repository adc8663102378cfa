// Comfort only: a browser's dictionary of line breaks knows neither people's names nor the office's own words, and reads สุข and ใส.
// Each such word is set on one line. Nothing is added to what is copied: no mark without width, only elements.
"use strict";

const MONTHS = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม";
const TERMS =
  "คณะกรรมการ|คำสั่ง|ปีงบประมาณ|ขอซื้อ|ขอจ้าง|ใบสั่งซื้อ|ใบสั่งจ้าง|สั่งซื้อ|สั่งจ้าง|สั่งการ|ทรัพย์สิน|คงเหลือ|ส่งมอบ|ตรวจรับ|หน่วยงาน|เฉพาะเจาะจง|ฝากธนาคาร|" +
  "หรือผู้ถือ|ความเห็นชอบ|ลงวันที่|เมื่อวันที่|ดังต่อไปนี้|บาทถ้วน|ลงนาม|ลงชื่อ|ลงรับ|เห็นชอบ|ประจำวัน|สถานะ|ใบนำส่งเงิน|ใบส่งของ|โอนเข้า|โอนออก";
const NAMED = "(?:(?<![ก-๛])|(?<=โดย))(?:นางสาว|นาย(?!ก(?:องค์การ|เทศมนตรี|อบต|รัฐมนตรี))|นาง)[ก-๛]{2,22} [ก-๛]{2,22}(?![ก-๛])";
// A firm in a sentence is known by what it is; where it stands as data the page has marked it already, whatever it is called.
const FIRM = "(?:บริษัท|ห้างหุ้นส่วน(?:จำกัด|สามัญ)?|หจก\\.|บจก\\.|บมจ\\.|ร้าน) ?[ก-๛]{2,40}";
// A division by the first words of the names that offices give theirs, or by the end of its word; a post by its first word.
const DIVISION =
  "กอง(?:คลัง|ช่าง|การศึกษา|การประปา|การ(?=เจ้าหน้าที่)|วิชาการ|ยุทธศาสตร์|สวัสดิการ|สาธารณสุข|ส่งเสริม|(?!ค์)[ก-๎]{1,9}(?![ก-๎]))" +
  "|สำนัก(?:ปลัด|คลัง|ช่าง|การศึกษา)";
const POST = "ผู้อำนวยการ|เจ้าหน้าที่|เจ้าพนักงาน|นักวิชาการ|นายช่าง";
const WHOLE = new RegExp(`${NAMED}|${FIRM}|${DIVISION}|${POST}|${TERMS}|${MONTHS}`, "g");
const THAI = /[ก-๎]/;
const LEFT_ALONE = "script, style, textarea, select, option, svg, code, title, .nb, .name";

const ABOVE_AND_BELOW = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g; // vowels and marks that take no room of their own
const LETTERS_ON_A_LINE = 26; // a longer word may be wider than a telephone, and then breaks all the same

function whole(word) {
  const kept = document.createElement("span");
  kept.className = word.replace(ABOVE_AND_BELOW, "").length > LETTERS_ON_A_LINE ? "name" : "nb";
  kept.textContent = word;
  return kept;
}

// A name may end a line between its two parts; after a Thai letter a line may end before a word, which the dictionary may not know.
function setWhole(text) {
  const line = document.createElement("span");
  let end = 0;
  for (const found of text.data.matchAll(WHOLE)) {
    line.append(text.data.slice(end, found.index));
    if (found.index && THAI.test(text.data[found.index - 1])) line.append(document.createElement("wbr"));
    found[0].split(" ").forEach((word, number) => line.append(number ? " " : "", whole(word)));
    end = found.index + found[0].length;
  }
  line.append(text.data.slice(end));
  text.replaceWith(line);
}

function setWholeIn(root) {
  const found = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    WHOLE.lastIndex = 0;
    if (WHOLE.test(text.data) && !text.parentElement.closest(LEFT_ALONE)) found.push(text);
  }
  found.forEach(setWhole);
}

setWholeIn(document.body);
// Parts of a page that are asked for again.
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const added of change.addedNodes) {
      if (added.nodeType === Node.ELEMENT_NODE && added.id) setWholeIn(added);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
