// A terminal that many people use: it warns before it closes, and it remembers nothing.
(function () {
  "use strict";

  // A page brought back from the browser's memory is asked for anew: whoever stood there may be gone.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.dataset.kioskSent) { event.preventDefault(); return; }
    form.dataset.kioskSent = "yes";
  });

  var words = document.currentScript.dataset;
  var dialog = document.querySelector("[data-kiosk-idle]");
  if (dialog) { watch(dialog); }
  document.querySelectorAll("[data-kiosk-pad]").forEach(pad);
  var reader = document.querySelector("[data-kiosk-read]");
  if (reader && window.speechSynthesis) { aloud(reader); }

  // Only with a voice of the machine itself: what is read out must not travel.
  function aloud(button) {
    var speech = window.speechSynthesis, name = button.textContent, lines = [];
    var language = document.documentElement.lang.slice(0, 2);

    function voice() {
      return speech.getVoices().find(function (one) { return one.localService && one.lang.slice(0, 2) === language; });
    }
    function show() { button.hidden = !voice(); }
    function stop() {
      lines = [];
      speech.cancel();
      button.textContent = name;
    }
    function next() {
      if (!lines.length) { stop(); return; }
      var said = new window.SpeechSynthesisUtterance(lines.shift());
      said.voice = voice();
      said.lang = said.voice.lang;
      said.rate = 0.9;
      said.onend = next;
      speech.speak(said);
      // Listening is being there.
      document.dispatchEvent(new Event("scroll"));
    }
    button.addEventListener("click", function () {
      if (lines.length || speech.speaking) { stop(); return; }
      lines = document.querySelector("main").innerText.split("\n").filter(function (line) { return line.trim(); });
      button.textContent = button.dataset.kioskStop;
      next();
    });
    window.addEventListener("pagehide", stop);
    speech.addEventListener("voiceschanged", show);
    show();
  }

  function watch(dialog) {
    var idle = Number(dialog.dataset.kioskIdle) * 1000;
    var warning = Number(dialog.dataset.kioskWarning);
    var left = dialog.querySelector("[data-kiosk-left]");
    var leave = document.querySelector("[data-kiosk-leave]");
    var token = leave.querySelector("[name=csrfmiddlewaretoken]").value;
    var timer, counter, told = Date.now();

    function again() {
      window.clearTimeout(timer);
      timer = window.setTimeout(warn, idle);
      // The server hears of somebody who only reads or types, now and then, so that it does not close before the page.
      if (Date.now() - told > idle / 3) { say(); }
    }
    function say(typed) {
      told = Date.now();
      var body = typed || new URLSearchParams();
      body.append("csrfmiddlewaretoken", token);
      window.fetch(dialog.dataset.kioskHere, { method: "POST", body: body, redirect: "manual", keepalive: true });
    }
    // What is typed is kept on the server for whoever typed it, and nowhere here. Numbers and PINs are never sent along.
    var keeping = 0;
    function keep() {
      window.clearTimeout(keeping);
      keeping = 0;
      var typed = new URLSearchParams({ _page: window.location.pathname, _opened: dialog.dataset.kioskOpened });
      document.querySelectorAll("main textarea, main input:not([type=hidden], [data-kiosk-pad])").forEach(function (one) {
        if (one.checked || !one.matches("[type=radio], [type=checkbox]")) { typed.append(one.name, one.value); }
      });
      say(typed);
    }
    document.addEventListener("input", function () {
      window.clearTimeout(keeping);
      keeping = window.setTimeout(keep, 2000);
    });
    window.addEventListener("pagehide", function () { if (keeping) { keep(); } });
    function warn() {
      var seconds = warning;
      left.textContent = seconds;
      if (!dialog.open) { dialog.showModal(); }
      counter = window.setInterval(function () {
        seconds -= 1;
        left.textContent = seconds;
        if (seconds <= 0) { window.clearInterval(counter); leave.requestSubmit(); }
      }, 1000);
    }
    function stay() {
      window.clearInterval(counter);
      if (dialog.open) { dialog.close(); }
      told = 0;
      again();
    }
    dialog.querySelector("[data-kiosk-stay]").addEventListener("click", stay);
    dialog.addEventListener("cancel", function (event) { event.preventDefault(); stay(); });
    ["pointerdown", "keydown", "scroll"].forEach(function (kind) {
      document.addEventListener(kind, function () { if (!dialog.open) { again(); } }, { passive: true });
    });
    again();
  }

  // Digits to touch, below a field that takes digits alone.
  function pad(input) {
    var box = document.createElement("div");
    box.className = "kiosk__pad";
    box.setAttribute("role", "group");
    var label = document.querySelector("label[for='" + input.id + "']");
    box.setAttribute("aria-label", words.kioskDigits + " " + (label ? label.textContent.trim() : ""));
    "123456789".split("").concat([words.kioskClear, "0", words.kioskBack]).forEach(function (key) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "kiosk__key";
      button.textContent = key;
      button.addEventListener("click", function () {
        if (key === words.kioskClear) { input.value = ""; }
        else if (key === words.kioskBack) { input.value = input.value.slice(0, -1); }
        else if (input.value.length < Number(input.maxLength)) { input.value += key; }
      });
      box.appendChild(button);
    });
    input.insertAdjacentElement("afterend", box);
  }
}());
