// A form that survives a dropped connection: what is typed stays in the page until the server can be reached, and is
// sent then. Without it the form is sent as any other; static/idle.js keeps the text on the server meanwhile.
(function () {
  "use strict";

  var form = document.querySelector("[data-icm-steady]");
  var dialog = document.getElementById("icm-idle");
  if (!form || !dialog || !window.fetch) { return; }
  var words = form.querySelector("[data-icm-steady-words]");
  var asked = dialog.querySelector("form").action;
  var PAUSE = 5000;
  var reached = false, waiting = false;

  function say(text) { if (words.textContent !== text) { words.textContent = text; } }

  // Any answer at all means that the server can be reached: whether the session still stands is the form's to find out.
  function send() {
    fetch(asked, { headers: { Accept: "application/json" } })
      .then(function () { reached = true; form.requestSubmit(); })
      .catch(function () {
        say("Not saved yet: there is no connection. Your text stays here and is sent as soon as there is one. Do not close this page.");
        window.setTimeout(send, PAUSE);
      });
  }

  form.addEventListener("submit", function (event) {
    if (reached) { return; }
    event.preventDefault();
    if (!waiting) { waiting = true; say("Saving."); send(); }
  });
  window.addEventListener("offline", function () { say("There is no connection. Your text stays here; save it when there is one."); });
  window.addEventListener("online", function () { if (!waiting) { say("The connection is back."); } });
  window.addEventListener("beforeunload", function (event) { if (waiting && !reached) { event.preventDefault(); } });
}());
