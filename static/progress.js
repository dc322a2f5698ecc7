// Asks how far a document is, and opens the page anew once it is made. Without it the link "Look again" does the same.
(function () {
  "use strict";

  var part = document.querySelector("[data-icm-progress]");
  if (!part || !window.fetch) { return; }
  var words = part.querySelector("[data-icm-progress-words]");
  var bar = part.querySelector("progress");
  var EVERY = 2000, MOST = 150; // after five minutes the link remains

  function ask(asked) {
    fetch(part.dataset.icmProgress, { headers: { Accept: "application/json" } })
      .then(function (answer) {
        if (!answer.ok) { throw new Error(); }
        return answer.json();
      })
      .then(function (now) {
        if (!now.waits) { window.location.reload(); return; }
        // Said again only when it changed: a screen reader reads out every change.
        if (words.textContent !== now.words) { words.textContent = now.words; }
        bar.value = now.percent;
        later(asked + 1);
      })
      .catch(function () { later(asked + 1); });
  }

  function later(asked) {
    if (asked < MOST) { window.setTimeout(function () { ask(asked); }, EVERY); }
  }

  later(0);
}());
