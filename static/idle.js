// Warns before an idle session ends, and keeps on the server what is being typed. Without it the server still ends
// the session in time, and still keeps what is sent too late.
(function () {
  "use strict";

  var dialog = document.getElementById("icm-idle");
  if (!dialog || !window.fetch) { return; }
  var stayForm = dialog.querySelector("form");
  var token = stayForm.elements.csrfmiddlewaretoken;
  var warn = Number(dialog.dataset.warn);
  var deadline, timer;

  // -- the warning ---------------------------------------------------------------------------------------------
  function left() { return Math.ceil((deadline - Date.now()) / 1000); }

  function inWords(seconds) {
    if (seconds > 90) { return Math.round(seconds / 60) + " minutes"; }
    return seconds > 1 ? seconds + " seconds" : "a moment";
  }

  function set(seconds) {
    deadline = Date.now() + seconds * 1000;
    window.clearTimeout(timer);
    if (seconds > warn && dialog.open) { dialog.close(); }
    timer = window.setTimeout(look, Math.max(seconds > warn ? seconds - warn : 1, 1) * 1000);
  }

  // The page itself leads to the sign-in page and back; asking for it again takes what it shows off the screen.
  function leave() { window.location.replace(window.location.href.split("#")[0]); }

  function ask(method) {
    var body = method === "POST" ? new URLSearchParams(new FormData(stayForm)) : undefined;
    return fetch(stayForm.action, { method: method, body: body, headers: { Accept: "application/json" } })
      .then(function (answer) {
        if (!answer.ok) { leave(); return null; }
        return answer.json();
      })
      .then(function (now) {
        if (now && now.left <= 0) { leave(); return null; }
        return now;
      });
  }

  // Another tab may have been used meanwhile, so the server is asked before anybody is warned or shown out.
  function look() {
    if (dialog.open && left() > 0) { show(); return; }
    ask("GET").then(function (answer) {
      if (!answer) { return; }
      set(answer.left);
      if (answer.left <= warn) { show(); }
    }).catch(function () {
      if (left() <= 0) { leave(); } else { timer = window.setTimeout(look, 5000); }
    });
  }

  function show() {
    dialog.querySelector("[data-icm-idle-left]").textContent = inWords(left());
    if (!dialog.open) { dialog.showModal(); }
    window.clearTimeout(timer);
    timer = window.setTimeout(look, 1000);
  }

  function stay(event) {
    event.preventDefault();
    ask("POST").then(function (answer) { if (answer) { set(answer.left); } }).catch(look);
  }

  stayForm.addEventListener("submit", stay);
  dialog.addEventListener("cancel", stay); // the Escape key is a sign of life too
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { look(); } });
  set(Number(dialog.dataset.left));

  // -- the text ------------------------------------------------------------------------------------------------
  var changed = new Map(); // form -> the timer that will save it
  var PAUSE = 4000;

  function keeps(form) {
    return form && form.method === "post" && form.closest("main") && form.dataset.keep !== "no" &&
      !form.querySelector("input[type=password], input[autocomplete=one-time-code]");
  }

  function save(form, leaving) {
    window.clearTimeout(changed.get(form));
    changed.delete(form);
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && name !== token.name) { body.append(name, value); }
    });
    body.append(token.name, token.value);
    body.append("_page", window.location.pathname);
    body.append("_opened", dialog.dataset.opened);
    fetch(dialog.dataset.draft, { method: "POST", body: body, keepalive: leaving })
      .then(function (answer) {
        return answer.ok ? answer.json() : { left: 0 };
      })
      .then(function (now) {
        if (now.left > 0) { set(now.left); } else if (!leaving) { leave(); }
      })
      .catch(function () { if (!leaving) { later(form); } });
  }

  function later(form) {
    if (changed.has(form)) { return; }
    changed.set(form, window.setTimeout(save, PAUSE, form, false));
  }

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (keeps(form)) { later(form); }
  });
  document.addEventListener("submit", function (event) {
    window.clearTimeout(changed.get(event.target));
    changed.delete(event.target);
  });
  window.addEventListener("pagehide", function () {
    changed.forEach(function (_, form) { save(form, true); });
  });

  // A page brought back from the browser's memory may show what its reader may no longer see.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });
}());
