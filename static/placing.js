// Draws a proposed conference onto a free time of the week, by mouse, pen or finger. It fills the form of "Place it by
// hand" and sends that: the same act, the same refusals. Without it the link "Move" leads to the same form.
(function () {
  "use strict";

  var form = document.querySelector("[data-icm-placing]");
  if (!form || !window.PointerEvent) { return; }
  var words = document.querySelector("[data-icm-placing-words]");
  var EDGE = 60, STEP = 14; // pixels from the edge of the window at which the page follows, and how fast
  var entry = null, spot = null, at = null;

  function say(text) { if (words.textContent !== text) { words.textContent = text; } }

  function over(found) {
    if (spot) { spot.classList.remove("icm_week__spot--over"); }
    spot = found;
    if (spot) { spot.classList.add("icm_week__spot--over"); }
    say(spot ? "Let go to place it here: " + spot.textContent : "Draw it onto a free time. Escape leaves it where it is.");
  }

  function show(shown) {
    document.querySelectorAll(".icm_week__spots").forEach(function (list) { list.hidden = !shown; });
    if (entry) { entry.classList.toggle("icm_week__entry--drawn", shown); }
  }

  function look() {
    if (!entry) { return; }
    var here = document.elementFromPoint(at.x, at.y);
    over(here && here.closest("[data-icm-room]"));
  }

  function follow() {
    if (!entry) { return; }
    var by = at.y < EDGE ? -STEP : at.y > window.innerHeight - EDGE ? STEP : 0;
    if (by) { window.scrollBy(0, by); look(); }
    window.requestAnimationFrame(follow);
  }

  function end(said) {
    show(false);
    over(null);
    entry = null;
    say(said);
  }

  function send() {
    form.action = entry.dataset.icmMove;
    form.elements.room.value = spot.dataset.icmRoom;
    form.elements.on.value = spot.dataset.icmOn;
    form.elements.time.value = spot.dataset.icmTime;
    form.elements.minutes.value = entry.dataset.icmMinutes;
    end("Placing it.");
    form.requestSubmit();
  }

  document.querySelectorAll(".icm_week__grip").forEach(function (grip) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", function (event) {
      if (event.button !== 0) { return; }
      event.preventDefault();
      entry = grip.closest("[data-icm-move]");
      at = { x: event.clientX, y: event.clientY };
      grip.setPointerCapture(event.pointerId);
      show(true);
      // The free times make the days longer: what is drawn stays under the finger.
      window.scrollBy(0, grip.getBoundingClientRect().top + grip.offsetHeight / 2 - at.y);
      look();
      window.requestAnimationFrame(follow);
    });
    grip.addEventListener("pointermove", function (event) {
      if (!entry) { return; }
      at = { x: event.clientX, y: event.clientY };
      look();
    });
    grip.addEventListener("pointerup", function () {
      if (!entry) { return; }
      look();
      if (spot) { send(); } else { end("It stays where it is."); }
    });
    grip.addEventListener("pointercancel", function () { if (entry) { end("It stays where it is."); } });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && entry) { end("It stays where it is."); }
  });
}());
