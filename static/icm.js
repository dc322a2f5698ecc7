// Conveniences only: every page works without this file.
(function () {
  "use strict";

  // A person who asked for something and made a mistake hears of the mistake first.
  var problem = document.querySelector("[data-icm-focus]");
  if (problem) { problem.focus(); }

  document.querySelectorAll("[data-icm-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  // What stands beside the page on a desk is folded above it on a telephone, unless somebody is in the middle of it.
  var desk = window.matchMedia("(min-width: 62rem)");
  var folds = document.querySelectorAll("[data-icm-narrow]");
  function fold() {
    folds.forEach(function (part) { part.open = desk.matches || part.contains(document.activeElement); });
  }
  desk.addEventListener("change", fold);
  fold();

  // An impatient second press must not send the act twice. The button stays readable and focusable; the browser
  // brings a page back from its memory with its old state, so the marks are taken off again then.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.icmSent) { event.preventDefault(); return; }
    form.dataset.icmSent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-icm-sent]").forEach(function (form) { delete form.dataset.icmSent; });
  });
}());
