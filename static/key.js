// Has the browser ask a security key, and sends what it answers. See templates/mfa/webauthn/ask.html.
(function () {
  "use strict";

  var SAID_NO = "The key was not used. Press the button to try again.";
  var KNOWN = "This key is already one of yours. Use another one.";
  var UNABLE = "This browser cannot use security keys here.";

  function words(problem) {
    if (problem && problem.name === "InvalidStateError") { return KNOWN; }
    return problem && problem.name === "NotAllowedError" ? SAID_NO : UNABLE;
  }

  document.querySelectorAll("form[data-icm-key]").forEach(function (form) {
    var options = JSON.parse(document.getElementById("key-options").textContent);
    var problem = form.querySelector("[data-icm-key-problem]");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      problem.textContent = "";
      Promise.resolve()
        .then(function () { return window.webauthnJSON[form.dataset.icmKey](options); })
        .then(function (answer) {
          form.elements.credential.value = JSON.stringify(answer);
          form.submit();
        })
        .catch(function (error) { problem.textContent = words(error); });
    });
  });
}());
