// What a page of ours is held to. Run from the repository root, on a built site:
//   node tests/web/node_modules/html-validate/bin/html-validate.mjs --config tests/web/.htmlvalidate.mjs output/**/*.html
// Every rule of the three presets is on but those below: each forbids HTML that the standard allows.
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Spelling that the standard leaves free, where comrak and nh3 write the other one (<br />, hidden="").
    "void-style": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    // Template indentation: invisible, and not worth a slower build.
    "no-trailing-whitespace": "off",
    // A headline keeps the length that its editor gave it.
    "long-title": "off",
    // A phone number may break across lines; CSS decides.
    "tel-non-breaking": "off",
    // Headings are anchored by their Chinese words: an id is any text without white space.
    "valid-id": ["error", { relaxed: true }],
    // Our own files need no integrity digest; a foreign one would (and there is none).
    "require-sri": ["error", { target: "crossorigin" }],
  },
});
