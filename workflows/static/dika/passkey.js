// Passkeys: the browser asks the device, and the form carries its answer. Without this file passwords and codes still work.
"use strict";

const SECRETS = ["_password", "_code", "_passkey", "credential"];

// What is about to be sent, so that the challenge is good for that alone; files go with the form itself.
function aboutToSend(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) {
    if (value instanceof File || SECRETS.includes(name)) fields.delete(name);
  }
  fields.set("_address", new URL(form.getAttribute("action") || "", location.href).pathname);
  return fields;
}

async function options(address, form) {
  const answer = await fetch(address, { method: "POST", body: aboutToSend(form) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()).publicKey;
}

async function confirmWith(button) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await options(button.dataset.passkey, button.form));
  const answer = await navigator.credentials.get({ publicKey });
  button.form.elements._passkey.value = JSON.stringify(answer.toJSON());
}

async function make(button) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await options(button.dataset.newPasskey, button.form));
  const answer = await navigator.credentials.create({ publicKey });
  button.form.elements.credential.value = JSON.stringify(answer.toJSON());
}

// One press, one question: the fields stay as they were asked about until the answer is sent.
function onPress(button, ask) {
  const fault = button.parentElement.querySelector("[role=alert]");
  button.addEventListener("click", async () => {
    fault.hidden = true;
    button.disabled = true;
    try {
      await ask(button);
      button.form.requestSubmit();
    } catch {
      fault.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
  button.hidden = false;
  button.parentElement.querySelector("[data-no-passkey]").hidden = true;
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const button of document.querySelectorAll("[data-passkey]")) onPress(button, confirmWith);
  for (const button of document.querySelectorAll("[data-new-passkey]")) onPress(button, make);
}
