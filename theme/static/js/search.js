// Finds stories in the files that plugins/search writes (docs/decisions/013-search.md). `Index` knows the files, `start`
// the page, into which everything is put as text, never as HTML.
const CHINESE = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
const HAN = new RegExp(`[${CHINESE}]`, "u"), RUN = new RegExp(`[${CHINESE}]+|[^${CHINESE}]+`, "gu");
const SIGN = /[\p{L}\p{N}]/u;
const SHARDS = 512, RECENT = 32, TOGETHER = 4; // terms.py, layout.py
const ADDRESS = 0, DAY = 1, TITLE = 2, SAMPLE = 7, HEADS = 8, BODY = 9; // records.py
const FACETS = { section: 3, town: 4, topic: 5, kind: 6 };
const LONGEST = 60, PARTS = 6, BATCH = 10, BEFORE = 20, EXCERPT = 110;

const text = (data) => new TextDecoder().decode(data);

// Whether GB 2312 has a character, as it has nearly all that is typed in simplified Chinese.
let usual;
function isUsual(char) {
  if (!usual) {
    const codes = [];
    for (let row = 0xb0; row < 0xf8; row++) for (let cell = 0xa1; cell < 0xff; cell++) codes.push(row, cell);
    usual = new Set(new TextDecoder("gb2312").decode(new Uint8Array(codes)));
  }
  return usual.has(char) || !HAN.test(char);
}

function shardOf(term) {
  let hash = 0;
  for (const char of term[0] === "=" || HAN.test(term) ? term : [...term].slice(0, 2)) {
    hash = (Math.imul(hash, 31) + char.codePointAt(0)) >>> 0;
  }
  return Math.floor(((Math.imul(hash, 2654435761) >>> 0) * SHARDS) / 2 ** 32);
}

// A file of terms (files.py, postings): for each its stories by number, each with a weight.
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

// A part of a question: how it is found in folded text, and what to look up. Words and numbers are found from their
// beginning on, one letter as a whole. Of long Chinese a few pairs will do, best where one word ends and the next begins,
// since these are rare: what is found is compared with its text anyway.
function ask(part) {
  const runs = part.match(RUN), last = runs[runs.length - 1], isWord = !HAN.test(last), isLetter = [...last].length === 1;
  const terms = runs.flatMap((run) => {
    const chars = [...run], pairs = chars.slice(1).map((char, at) => chars[at] + char), end = pairs.length - 1;
    if (end < 0 || !HAN.test(run)) return run;
    return end < 3 ? pairs : [pairs[1], pairs[(end >> 2) * 2 + 1], pairs[end]];
  });
  const found = `${HAN.test(runs[0]) ? "" : `(?<![^${CHINESE} ])`}${part}${isWord && isLetter ? `(?![^${CHINESE} ])` : ""}`;
  return { found: new RegExp(found, "gu"), terms: [...new Set(terms)], prefix: isWord && !isLetter ? last : "" };
}

const sum = (a, b) => a + b;

// What all of these maps have, with their values joined.
function both(maps, join) {
  const [least, ...others] = maps.sort((a, b) => a.size - b.size), found = new Map();
  for (const [number, weight] of least) {
    if (others.every((map) => map.has(number))) {
      found.set(number, others.reduce((value, map) => join(value, map.get(number)), weight));
    }
  }
  return found;
}

export class Index {
  constructor(base) {
    Object.assign(this, { base, files: new Map(), table: new Map(), folded: new Map() });
  }

  load(name, options) {
    if (!this.files.has(name)) {
      const loaded = this.read(name, options);
      loaded.catch(() => this.files.delete(name)); // to be asked for again
      this.files.set(name, loaded);
    }
    return this.files.get(name);
  }

  async read(name, options) {
    const answer = await fetch(this.base + name, options);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    const data = answer.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(data).arrayBuffer());
  }

  async json(name, options) {
    return JSON.parse(text(await this.load(name, options)));
  }

  learn(pairs) {
    const all = [...pairs];
    for (let at = 0; at < all.length; at += 2) this.table.set(all[at], all[at + 1]);
    this.folded.clear();
  }

  async open(question) {
    if (!this.numbers) {
      const [count, month, slots, numbers, newest, table] = await this.json("newest.bin", { cache: "no-cache" });
      this.learn(table);
      Object.assign(this, { count, month, slots, newest, numbers });
    }
    if (!this.all && ![...question.normalize("NFKC")].every(isUsual)) {
      this.learn(await this.json("characters.bin"));
      this.all = true;
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
    return Array.from(said, (char) => this.char(char)).join("");
  }

  // The stories of a term, but for the newest, each with its weight.
  async storiesOf(term, isPrefix) {
    const shard = shardOf(term), found = new Map(), first = this.numbers[0] ?? 0;
    if (this.count === this.numbers.length) return found;
    const names = [`recent/${shard % RECENT}.bin`, ...(this.count > 2 * shard ? [`settled/${shard}.bin`] : [])];
    for (const data of await Promise.all(names.map((name) => this.load(name)))) {
      for (const [name, stories] of decode(data)) {
        if (name !== term && !(isPrefix && name.startsWith(term))) continue;
        for (const [number, weight] of stories) {
          if (number < first) found.set(number, Math.max(weight, found.get(number) || 0));
        }
      }
    }
    return found;
  }

  // Stories that say all of `asked.q` and are filed as `asked` says: {parts, more, state}; null where nothing is asked.
  // `more()` returns the next BATCH, each compared with its text; fewer are the last.
  async find(asked) {
    const q = asked.q.slice(0, LONGEST), facets = Object.keys(FACETS).filter((name) => asked[name]);
    if (!q.trim() && !facets[0]) return null;
    await this.open(q);
    const parts = [...new Set(this.fold(q).split(" ").filter(Boolean))].slice(0, PARTS).map(ask);
    if (!parts[0] && !facets[0]) return null;
    const maps = await Promise.all([
      ...parts.map(async ({ terms, prefix }) =>
        both(await Promise.all(terms.map((term) => this.storiesOf(term, term === prefix))), Math.min)),
      ...facets.map((name) => this.storiesOf(`=${name}:${asked[name]}`)),
    ]);
    const weights = (record) => parts.map((part) => this.weight(record, part));
    const isRight = (record) => weights(record).every((weight) => weight >= 0) && record[DAY].startsWith(asked.year || "") &&
      facets.every((name) => [record[FACETS[name]]].flat().includes(asked[name]));
    const left = [...both(maps, sum)].filter(([number]) => !asked.year || this.monthOf(number).startsWith(asked.year));
    this.newest.forEach((record, at) => {
      if (isRight(record)) left.push([this.numbers[at], weights(record).reduce(sum, 0)]);
    });
    left.sort((a, b) => (asked.sort === "date" ? 0 : b[1] - a[1]) || b[0] - a[0]);
    let found = 0;
    const more = async () => {
      const shown = [];
      while (shown.length < BATCH && left[0]) {
        const next = left.slice(0, BATCH - shown.length);
        const records = await Promise.all(next.map(([number]) => this.record(number)));
        left.splice(0, next.length);
        shown.push(...records.filter(isRight));
      }
      found += shown.length;
      return shown;
    };
    const sure = parts.every(({ terms }) => !terms[1]);
    return { parts, more, state: () => ({ found, left: left.length, sure: sure || !left[0] }) };
  }

  weight(record, { found }) {
    return [BODY, HEADS, TITLE].findLastIndex((field) => this.fold(record[field]).search(found) >= 0);
  }

  // The month of a story: 2017-10.
  monthOf(number) {
    const month = this.month + Math.floor(number / this.slots);
    return `${Math.floor(month / 12)}-${`${(month % 12) + 1}`.padStart(2, "0")}`;
  }

  async record(number) {
    const place = number % this.slots, newest = this.newest[this.numbers.indexOf(number)];
    if (newest) return newest;
    return (await this.json(`stories/${this.monthOf(number)}-${Math.floor(place / TOGETHER)}.bin`))[place % TOGETHER];
  }

  // `said` as nodes with `parts` marked; if `cut`, a piece around the first of them.
  marked(said, parts, cut) {
    const chars = [...said], at = [], hits = new Set(), nodes = [];
    chars.forEach((char, place) => { for (const _ of this.char(char).split("")) at.push(place); });
    for (const { found } of parts) {
      for (const { 0: part, index } of this.fold(said).matchAll(found)) {
        for (let unit = index; unit < index + part.length; unit++) hits.add(at[unit]);
      }
    }
    const first = cut && hits.size ? Math.max(Math.min(...hits) - BEFORE, 0) : 0, end = cut ? first + EXCERPT : chars.length;
    if (first) nodes.push("…");
    let node;
    chars.slice(first, end).forEach((char, place) => {
      const kind = hits.has(first + place) ? "mark" : "span";
      if (node?.localName !== kind) nodes.push((node = document.createElement(kind)));
      node.textContent += char;
    });
    return end < chars.length ? [...nodes, "…"] : nodes;
  }
}

function start(form) {
  const $ = (name) => document.querySelector(`[data-find=${name}]`), words = $("status").dataset;
  const index = new Index(form.dataset.index), list = $("list"), more = $("more"), fields = [...form].filter(({ name }) => name);
  let last = 0, timer, answer;
  const asked = () => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const say = (what, count) => { $("status").textContent = words[what].replace("%d", count); };

  function row(record) {
    const item = $("row").content.cloneNode(true), one = (name) => item.querySelector(name), { parts } = answer;
    const heads = record[HEADS].replaceAll("\n", " · ");
    const isIn = (said) => parts.some(({ found }) => index.fold(said).search(found) >= 0);
    one("a").href = form.dataset.root + record[ADDRESS].split("/").map(encodeURIComponent).join("/");
    one("a").append(...index.marked(record[TITLE], parts));
    one(".sum").append(...index.marked(!isIn(record[BODY]) && isIn(heads) ? heads : record[BODY], parts, true));
    one("time").textContent = one("time").dateTime = record[DAY];
    one(".section").textContent = [...form.section].find(({ value }) => value === record[FACETS.section])?.text || "";
    if (!record[SAMPLE]) one(".mark").remove();
    return item;
  }

  // Sections, towns, topics and people whose name, or former name, is asked for.
  function showWays(parts) {
    const links = [...document.querySelectorAll(".way a")].filter(({ text, dataset }) =>
      parts[0] && parts.every(({ found }) => index.fold(`${text} ${dataset.names || ""}`).search(found) >= 0));
    $("ways").replaceChildren(...links.slice(0, 8).map((link) => link.cloneNode(true)));
    $("ways").hidden = !links[0];
  }

  async function run(isMore) {
    const mine = ++last, waiting = setTimeout(() => say("loading"), 150);
    try {
      const now = isMore ? answer : await index.find(asked()), records = now ? await now.more() : [];
      if (mine !== last) return;
      answer = now;
      if (!isMore) {
        list.replaceChildren();
        showWays(now ? now.parts : []);
      }
      const rows = records.map((record) => row(record).firstElementChild);
      list.append(...rows);
      if (isMore && rows[0]) rows[0].querySelector("a").focus();
      const { found, left, sure } = now ? now.state() : { left: 0 };
      more.hidden = !left;
      say(!now ? "empty" : !found ? "none" : sure ? "found" : "most", found + left);
    } catch {
      if (mine === last) say("error");
    } finally {
      clearTimeout(waiting);
    }
  }

  function search(isStep) {
    clearTimeout(timer);
    const query = `${new URLSearchParams(Object.entries(asked()).filter(([, value]) => value))}`;
    const address = location.pathname + (query && `?${query}`);
    if (address !== location.pathname + location.search) history[isStep ? "pushState" : "replaceState"](null, "", address);
    run();
  }
  function fill() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) || "";
      if (field.selectedIndex < 0) field.selectedIndex = 0;
    }
    run();
  }
  const soon = ({ isComposing, target }) => {
    clearTimeout(timer);
    if (!isComposing && target.type === "search") timer = setTimeout(search, 200);
  };

  form.addEventListener("input", soon);
  form.addEventListener("compositionend", ({ target }) => soon({ target }));
  form.addEventListener("change", ({ target }) => { if (target.type !== "search") search(true); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search(true); });
  more.addEventListener("click", () => run(true));
  addEventListener("popstate", fill);
  $("filters").hidden = false;
  fill();
}

const form = globalThis.document?.querySelector("form[data-index]");
if (form) start(form);
