// What a reader can do with a story: print it, copy its address, have it read aloud. And a word about an old one, which
// no page can say by itself: pages do not change as time goes by.
(function () {
  var page = document, speech = window.speechSynthesis, language = page.documentElement.lang.slice(0, 2);
  var speaker = page.querySelector("[data-act=speak]"), status = page.querySelector(".acts [role=status]");
  if (!speaker) return;
  page.querySelectorAll("[data-old]").forEach(function (notice) {
    notice.hidden = Date.now() - Date.parse(notice.getAttribute("data-old")) < 366 * 24 * 3600 * 1000;
  });
  var words = { speak: speaker.textContent, stop: speaker.getAttribute("data-stop") };
  var queue = [];

  function voice() {
    return speech.getVoices().filter(function (voice) { return voice.lang.slice(0, 2).toLowerCase() === language; })[0];
  }
  function offer() { speaker.hidden = !voice(); }

  // One sentence at a time: Chromium falls silent after some fifteen seconds of one text.
  function sentences() {
    var found = [];
    page.querySelectorAll(".art-head h1, .prose p, .prose h2, .prose h3, .prose li").forEach(function (part) {
      found = found.concat(part.textContent.match(/[^。！？；.!?;]+[。！？；.!?;”’」』）)]*/g) || []);
    });
    return found;
  }
  function next() {
    if (!queue.length) { stop(); return; }
    var sentence = new SpeechSynthesisUtterance(queue.shift());
    sentence.lang = page.documentElement.lang;
    sentence.voice = voice();
    sentence.onend = next;
    sentence.onerror = stop;
    speech.speak(sentence);
  }
  function stop() {
    queue = [];
    speech.cancel();
    speaker.textContent = words.speak;
    speaker.setAttribute("aria-pressed", "false");
  }
  function read() {
    queue = sentences();
    speaker.textContent = words.stop;
    speaker.setAttribute("aria-pressed", "true");
    next();
  }
  function copy(button) {
    navigator.clipboard.writeText(location.href).then(function () {
      status.textContent = button.textContent = button.getAttribute("data-done");
    });
  }

  if (speech && window.SpeechSynthesisUtterance) {
    offer();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
    addEventListener("pagehide", stop);
  }
  if (!navigator.clipboard) page.querySelector("[data-act=copy]").hidden = true; // needs https
  page.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]"), act = button && button.getAttribute("data-act");
    if (act === "print") print();
    if (act === "copy") copy(button);
    if (act === "speak") { if (speech.speaking || queue.length) stop(); else read(); }
  });
})();
