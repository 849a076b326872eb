"""The web editor: Decap CMS at `/admin/`, its form made of the article schema (docs/decisions/009-the-web-editor.md)."""
