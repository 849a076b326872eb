// Starts Decap CMS with our names of files, our preview and the configuration that is made of the article schema.
(async () => {
  "use strict";

  const { CMS, createClass, h } = window;

  // Decap calls the Chinese file a.zh.md; ours is a.md, and the English one a.en.md.
  const ours = (path) => path.replace(/\.zh\.md$/, ".md");
  const decaps = (path) => path.replace(/(?<!\.en|\.zh)\.md$/, ".zh.md");

  // An English version without a title and a text is none, though Decap has copied date and section into it.
  const isWritten = ({ path, raw }) => {
    if (!path.endsWith(".en.md")) return true;
    const [, head = "", text = ""] = /^---\n([^]*?)\n---\n?([^]*)$/.exec(raw) ?? [];
    return /^title:[ \t]*(?!(""|'')\s*$)\S/m.test(head) || text.trim() !== "";
  };

  // Decap takes year and month of a path from the date in UTC: the first of a month, before eight, is another month.
  const moved = new Map();
  const rightMonth = (file, siblings) => {
    const date = /^date: ["']?(\d{4})-(\d\d)-/m.exec(siblings[0].raw);
    return date ? file.path.replace(/\/\d{4}\/\d\d\/(?=[^/]+$)/, `/${date[1]}/${date[2]}/`) : file.path;
  };

  // Rich text has no notes, and forgets how a table is aligned: such a text is not saved with less of them than it had.
  const FRAGILE = [/^\[\^[^\]]+\]:/gm, /^\|?[ :|-]*-:[ :|-]*$/gm];
  const fragile = (raw) => FRAGILE.map((pattern) => raw.match(pattern)?.length ?? 0);
  const loaded = new Map();
  const refuseLoss = ({ path, raw }) => {
    const before = loaded.get(path) ?? [];
    if (fragile(raw).some((count, number) => count < before[number])) {
      throw new Error("富文本保不住注释和表格的对齐。请重新打开这篇稿件，把正文右上角的开关拨到 Markdown，再改");
    }
    loaded.set(path, fragile(raw));
  };

  // A line break as docs/editing.md has it: two spaces, which both of our engines read.
  const plain = (raw) => raw.replace(/([^\\])\\\n/g, "$1  \n");

  const withOurNames = (backend) => {
    const named = (entry) => {
      entry.file = { ...entry.file, path: decaps(entry.file.path) };
      return entry;
    };
    const all = (entries) => {
      entries.forEach(named);
      return entries;
    };
    const over = {
      entriesByFolder: async (...given) => all(await backend.entriesByFolder(...given)),
      allEntriesByFolder: async (...given) => all(await backend.allEntriesByFolder(...given)),
      entriesByFiles: async (files, ...given) =>
        all(await backend.entriesByFiles(files.map((file) => ({ ...file, path: ours(file.path) })), ...given)),
      // Decap knows an entry by the path that it has asked for.
      getEntry: async (path, ...given) => {
        const entry = await backend.getEntry(moved.get(path) ?? ours(path), ...given);
        if (entry.data) loaded.set(path, fragile(entry.data));
        return { ...entry, file: { ...entry.file, path } };
      },
      persistEntry: async (entry, options) => {
        entry.dataFiles.forEach(refuseLoss);
        const dataFiles = entry.dataFiles.filter(isWritten).map((file) => {
          const path = ours(options.newEntry ? rightMonth(file, entry.dataFiles) : moved.get(file.path) ?? file.path);
          if (path !== ours(file.path)) moved.set(file.path, path);
          return { ...file, path, raw: plain(file.raw) };
        });
        return backend.persistEntry({ ...entry, dataFiles }, options);
      },
    };
    return new Proxy(backend, {
      get(target, name) {
        if (name in target && name in over) return over[name];
        const value = target[name];
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };

  CMS.registerBackend("newsroom", function Newsroom(config, options) {
    return withOurNames(CMS.getBackend(config.backend.kind).init(config, options));
  });

  // A picture in the text, as docs/editing.md has it: ![替代文字](2017/10/a.jpg "图说｜署名")
  CMS.registerEditorComponent({
    id: "image", // in place of Decap's own, which knows no credit
    label: "图片",
    fields: [
      { name: "file", label: "文件", widget: "image", choose_url: false },
      { name: "alt", label: "替代文字", widget: "string", hint: "画面里有什么，读给看不见图片的人" },
      { name: "caption", label: "图说", widget: "string", required: false },
      { name: "credit", label: "图片署名", widget: "string", hint: "谁拍的或来自哪里，如 陈静 摄、资料图片" },
    ],
    pattern: /^!\[([^\]\n]*)\]\((\S+) "([^"｜\n]*)｜([^"\n]*)"\)(?=\s*$|[ \t]*\n[ \t]*\n)/,
    fromBlock: ([, alt, file, caption, credit]) => ({ file, alt, caption, credit }),
    toBlock: ({ file = "", alt = "", caption = "", credit = "" }) => {
      const words = (text) => (text || "").replace(/["｜\n]/g, " ");
      return `![${words(alt).replace(/[[\]]/g, " ")}](${file} "${words(caption)}｜${words(credit)}")`;
    },
    toPreview: ({ file, alt, caption, credit }, getAsset) =>
      h(
        "figure",
        {},
        file && h("img", { src: String(getAsset(file)), alt }),
        h("figcaption", {}, [caption, credit].filter(Boolean).join(" ")),
      ),
  });

  // As theme/templates/article.html has it, as far as the form tells.
  const Story = createClass({
    render() {
      const { entry, getAsset, widgetFor } = this.props;
      const said = (name) => entry.getIn(["data", ...name.split(".")]) || "";
      const headline = (name) => said(name).replace(/[|｜]/g, "");
      const cover = said("cover.file");
      return h(
        "div",
        { className: "page", lang: "zh-CN" },
        h(
          "main",
          { className: "wrap" },
          h(
            "article",
            { className: "art" },
            h(
              "header",
              { className: "art-head" },
              h(
                "hgroup",
                {},
                said("kicker") && h("p", { className: "over" }, headline("kicker")),
                h("h1", {}, headline("title")),
                said("subtitle") && h("p", { className: "deck" }, headline("subtitle")),
              ),
              h("dl", { className: "meta" }, h("div", {}, h("dt", {}, "发布"), h("dd", {}, said("date")))),
            ),
            h(
              "div",
              { className: "text" },
              cover &&
                h(
                  "figure",
                  { className: "lead" },
                  h("img", { src: String(getAsset(cover)), alt: said("cover.alt") }),
                  h("figcaption", {}, said("cover.caption"), " ", said("cover.credit")),
                ),
              h("div", { className: "prose" }, widgetFor("body")),
            ),
          ),
        ),
      );
    },
  });
  for (const collection of ["news", "activities"]) CMS.registerPreviewTemplate(collection, Story);
  for (const style of ["../theme/css/site.css", "preview.css"]) {
    CMS.registerPreviewStyle(new URL(style, location.href).href);
  }

  const answer = await fetch("config.json");
  const config = await answer.json();
  if (config.backend.kind === "proxy") {
    // On the desk's own machine there is nobody to sign in: Decap finds whom it would have left here.
    localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: config.backend.name }));
  }
  CMS.init({ config });
})();
