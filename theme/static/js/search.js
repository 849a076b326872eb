// Finds stories in the files of plugins/search (docs/decisions/013-search.md).
const CHINESE = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
const WORD = `[^${CHINESE} ]`, HAN = new RegExp(`[${CHINESE}]`, "u"), RUN = new RegExp(`[${CHINESE}]+|${WORD}+`, "gu"), SIGN = /[\p{L}\p{N}]/u;
const SINGLE = 64, PAIRS = 448, TOGETHER = 2; // terms.py, layout.py
const ADDRESS = 0, DAY = 1, TITLE = 2, SAMPLE = 7, HEADS = 8, BODY = 9; // records.py
const NOTE = /\ufff9.*?\ufffb/gs, CHARS = /(.)(?:\ufff9(.*?)\ufffb)?/gsu; // traditional.py
const FACETS = { section: 3, town: 4, topic: 5, kind: 6 };
const LOOKS = 4, BATCH = 10, LIMIT = 54e3, BEFORE = 20, EXCERPT = 110;

const text = (data, code) => new TextDecoder(code).decode(data);
const sum = (a, b) => a + b;
const finds = (parts, folded) => parts.every(({ found }) => ~folded.search(found));

// GB 2312: nearly all that is typed.
const CODES = [];
for (let row = 0xb0; row < 0xf8; row++) for (let cell = 0xa1; cell < 0xff; cell++) CODES.push(row, cell);
const USUAL = text(new Uint8Array(CODES), "gb2312");

function shardOf(term) {
  const chars = [...term], isHan = HAN.test(term);
  const hash = (isHan || term[0] === "=" ? chars : chars.slice(0, 2)).reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 65521, 0);
  return isHan && chars[1] ? SINGLE + (hash % PAIRS) : hash % SINGLE;
}

// Of each term (files.py, postings) its stories by number, with weights.
function* decode(data) {
  let at = 0;
  const number = () => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      value += (data[at] & 127) * unit;
      if (data[at++] < 128) return value;
    }
  };
  const end = number() + at, names = text(data.subarray(at, end)).split("\n");
  for (at = end; at < data.length; ) {
    const stories = [];
    for (let left = number(), story = 0; left; left--) {
      const step = number();
      stories.push([(story += step >>> 2), step & 3]);
    }
    yield [names.shift(), stories];
  }
}

const NOTHING = { parts: [], more: () => [], state: () => ({}) };

// A part of a question: how texts say it, and what to look up.
function ask(part, _, { length }) {
  const runs = part.match(RUN), last = runs[runs.length - 1], isWord = !HAN.test(last), size = [...last].length;
  const terms = runs.flatMap((run) => {
    const pairs = [...run.matchAll(/(?=(..))/gu)].map(([, pair]) => pair);
    if (!HAN.test(run)) return run;
    if (!pairs[0]) return runs[1] ? [] : run;
    const looks = Math.min(Math.floor(LOOKS / length) || 1, pairs.length);
    return Array.from({ length: looks }, (_, at) => pairs[Math.round((at * (pairs.length - 1)) / (looks - 1 || 1))]);
  });
  const found = (HAN.test(runs[0]) ? "" : `(?<!${WORD})`) + part + (isWord && size < 2 ? `(?!${WORD})` : "");
  return { found: new RegExp(found, "gu"), terms, prefix: isWord && size > 1 && last, sure: !runs[1] && (isWord || size < 3) };
}

// The stories in all `maps`.
const both = (maps, join) => maps.reduce((some, map) =>
  new Map([...some].flatMap(([number, weight]) => (map.has(number) ? [[number, join(weight, map.get(number))]] : []))));

export class Index {
  bytes = 0;
  files = new Map();
  table = new Map();
  folded = new Map();

  // Folders; the texts may be another edition's.
  constructor(base, texts = base) {
    Object.assign(this, { base, texts });
  }

  load(name) {
    const file = this.files.get(name) || this.read(name);
    this.files.set(name, file);
    file.catch(() => this.files.delete(name));
    return file;
  }

  async read(name) {
    const folder = /^newest|^stories/.test(name) ? this.texts : this.base;
    const answer = await fetch(folder + name, { cache: name === "newest.bin" ? "no-cache" : "default" });
    if (!answer.ok) throw answer;
    const data = await answer.blob(), plain = data.stream().pipeThrough(new DecompressionStream("deflate"));
    this.bytes += data.size;
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }

  async json(name) {
    return JSON.parse(text(await this.load(name)));
  }

  learn(pairs) {
    for (const [from, to] of pairs.match(/../gu)) this.table.set(from, to);
    this.folded.clear();
  }

  async open(said) {
    const isRare = (char) => HAN.test(char) && !USUAL.includes(char) && !this.table.has(char);
    this.load("newest.bin"); // meanwhile
    if ((!this.numbers && this.texts !== this.base) || [...said.normalize("NFKC")].some(isRare)) {
      this.learn(await this.json("characters.bin"));
    }
    if (!this.numbers) {
      const told = await this.json("newest.bin");
      [this.count, this.month, this.slots, this.numbers, this.newest] = told;
      this.learn(told[5]);
    }
  }

  char(char) {
    if (!this.folded.has(char)) {
      const small = [...char.normalize("NFKC").toLowerCase()];
      this.folded.set(char, small.map((one) => (SIGN.test(one) ? this.table.get(one) || one : " ")).join(""));
    }
    return this.folded.get(char);
  }

  fold(said) {
    return said.replace(NOTE, "").replace(/./gsu, (char) => this.char(char));
  }

  async storiesOf(term, isPrefix) {
    const shard = shardOf(term), found = new Map(), { count, numbers } = this, names = [];
    if (count > numbers.length) names.push(`recent/${shard >> 4}.bin`);
    if (names[0] && count > 2 * shard) names.push(`settled/${shard}.bin`);
    for (const data of await Promise.all(names.map((name) => this.load(name)))) {
      for (const [name, stories] of decode(data)) {
        if (isPrefix ? !name.startsWith(term) : name !== term) continue;
        for (const [number, weight] of stories) if (number < numbers[0]) found.set(number, Math.max(weight, found.get(number) || 0));
      }
    }
    return found;
  }

  // `more()` returns the next stories, compared.
  async find(asked) {
    const { q, year = "", sort } = asked, facets = Object.keys(FACETS).filter((name) => asked[name]);
    if (!q.trim() && !facets[0]) return NOTHING;
    await this.open(q);
    let end = this.bytes + LIMIT;
    const parts = [...new Set(this.fold(q).match(/\S+/g))].map(ask);
    if (!parts[0] && !facets[0]) return NOTHING;
    const long = parts.filter(({ terms }) => terms[0][1]), looked = (long[0] ? long : parts).slice(0, LOOKS);
    const maps = await Promise.all([
      ...looked.map(async ({ terms, prefix }) =>
        both(await Promise.all(terms.map((term) => this.storiesOf(term, term === prefix))), Math.min)),
      ...facets.map((name) => this.storiesOf(`=${name}:${asked[name]}`)),
    ]);
    const weights = (record) => parts.map((part) =>
      [BODY, HEADS, TITLE].map((field) => finds([part], this.fold(record[field]))).lastIndexOf(true));
    const isRight = (record) => weights(record).every((weight) => ~weight) && record[DAY].startsWith(year) &&
      facets.every((name) => [record[FACETS[name]]].flat().includes(asked[name]));
    const left = [...both(maps, sum)].filter(([number]) => this.monthOf(number).startsWith(year));
    this.newest.forEach((record, at) => {
      if (isRight(record)) left.push([this.numbers[at], weights(record).reduce(sum, 0)]);
    });
    left.sort((a, b) => (!sort && b[1] - a[1]) || b[0] - a[0]);
    const sure = parts.every((part) => part.sure && looked.includes(part));
    let found = 0;
    const more = async () => {
      const shown = [];
      do {
        const next = left.slice(0, Math.min(BATCH - shown.length, Math.max((end - this.bytes) >> 12, 2)));
        const records = await Promise.all(next.map(([number]) => this.record(number)));
        left.splice(0, next.length);
        shown.push(...records.filter(isRight));
      } while (left[0] && shown.length < BATCH && this.bytes < end);
      end = this.bytes + LIMIT;
      found += shown.length;
      return shown;
    };
    return { parts, more, state: () => ({ found, left: left.length, sure: sure || !left[0] }) };
  }

  monthOf(number) {
    return new Date(Date.UTC(2000, this.month - 24000 + Math.floor(number / this.slots))).toISOString().slice(0, 7);
  }

  async record(number) {
    const place = number % this.slots, newest = this.newest[this.numbers.indexOf(number)];
    return newest || (await this.json(`stories/${this.monthOf(number)}-${Math.floor(place / TOGETHER)}.bin`))[place % TOGETHER];
  }

  // `said` with `parts` marked; if `cut`, around the first.
  marked(said, parts, cut) {
    const chars = [...said.matchAll(CHARS)], folded = this.fold(said), nodes = [];
    const at = chars.flatMap(([, char], place) => this.char(char).split("").fill(place));
    const hits = new Set(parts.flatMap(({ found }) => [...folded.matchAll(found)])
      .flatMap(({ 0: part, index }) => at.slice(index, index + part.length)));
    const first = cut && hits.size ? Math.max(Math.min(...hits) - BEFORE, 0) : 0, end = cut ? first + EXCERPT : chars.length;
    chars.slice(first, end).forEach(([, char, shown = char], place) => {
      const kind = hits.has(first + place) ? "mark" : "span";
      if (nodes[0]?.localName !== kind) nodes.unshift(document.createElement(kind));
      nodes[0].textContent += shown;
    });
    return [first ? "…" : "", ...nodes.reverse(), end < chars.length ? "…" : ""];
  }
}

function start(form) {
  const $ = (name) => document.querySelector(`[data-find=${name}]`), words = $("status").dataset;
  const index = new Index(form.dataset.index, form.dataset.texts), list = $("list");
  let last = 0, timer, answer;
  const say = (what, count) => { $("status").textContent = words[what].replace("%d", count); };

  function row(record) {
    const { parts } = answer, item = $("row").content.firstElementChild.cloneNode(true), one = (name) => item.querySelector(name);
    one("a").href = form.dataset.root + encodeURI(record[ADDRESS]);
    one("a").append(...index.marked(record[TITLE], parts));
    one(".sum").append(...index.marked([record[BODY], ...record[HEADS].split("\n")].join(" · "), parts, true));
    one("time").textContent = one("time").dateTime = record[DAY];
    one(".section").textContent = form.section.querySelector(`[value="${record[FACETS.section]}"]`)?.text || "";
    if (!record[SAMPLE]) one(".mark").remove();
    return item;
  }

  function showWays(parts) {
    const links = [...document.querySelectorAll(".way a")].filter(({ text, dataset }) =>
      parts[0] && finds(parts, index.fold([text, dataset.names].join(" "))));
    $("ways").replaceChildren(...links.map((link) => link.cloneNode(true)));
  }

  async function run(isMore) {
    const mine = ++last, wait = setTimeout(say, 150, "loading");
    $("more").hidden = true;
    try {
      const now = isMore ? answer : await index.find(Object.fromEntries(new FormData(form))), records = await now.more();
      if (mine !== last) return;
      answer = now;
      const rows = records.map(row), { found, left, sure } = now.state();
      list.replaceChildren(...(isMore ? list.children : []), ...rows);
      if (isMore) rows[0]?.querySelector("a").focus();
      else showWays(now.parts);
      $("more").hidden = !left;
      say(now === NOTHING ? "empty" : !(found + left) ? "none" : sure ? "found" : "most", found + left);
    } catch {
      if (mine === last) say("error");
    } finally {
      clearTimeout(wait);
    }
  }

  function search(isStep) {
    clearTimeout(timer);
    const query = `?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`;
    history[isStep && query !== location.search ? "pushState" : "replaceState"](null, "", query);
    run();
  }
  function fill() {
    const query = new URLSearchParams(location.search);
    for (const field of form) if (field.name) field.value = query.get(field.name) || "";
    $("filters").open = /[?&](?!q=)./.test(location.search);
    run();
  }
  function soon({ isComposing, target }) {
    clearTimeout(timer);
    if (!isComposing && target.type === "search") timer = setTimeout(search, 200);
  }

  form.oninput = soon;
  form.addEventListener("compositionend", ({ target }) => soon({ target }));
  form.onchange = ({ target }) => target.type !== "search" && search(true);
  form.onsubmit = (event) => { event.preventDefault(); search(true); };
  $("more").onclick = () => run(true);
  onpopstate = fill;
  fill();
}

const form = globalThis.document?.querySelector("form[data-index]");
if (form) start(form);
