// What the stylesheet and the icons are made of. Nothing is taken from a package that is not named here.
const utrecht = (name) => `@utrecht/${name}-css/dist/index.min.css`;
const candidate = (name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`;

// Only components that our macros use; layout, navigation, cards and steps have no tokens in the theme and are our own.
export const components = [
  ...[
    "root", "alert", "table", "form-field", "form-label", "form-field-description", "textbox", "textarea", "select",
    "checkbox", "radio-button", "custom-checkbox",
  ].map(utrecht),
  ...["button", "heading", "link", "paragraph", "skip-link", "data-badge", "number-badge", "mark"].map(candidate),
];

export const tokens = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";

// Our own files, in this order, after the components.
export const own = [
  "fonts", "theme", "layout", "header", "footer", "text", "card", "badge", "alert", "form", "filter", "table", "tabs",
  "steps", "figures", "person", "front", "print",
];

// Whole: the letters of Dutch and its neighbours. Cut: only the letters of the other languages of Europe and of Turkish
// (7 kB instead of 56); loaded only by a page that has one. Same ranges as css/fonts.css.
export const fonts = {
  whole: ["latin-400", "latin-700"],
  cut: ["latin-ext-400", "latin-ext-700"],
  letters: [[0x100, 0x130], [0x132, 0x151], [0x154, 0x17f], [0x18f, 0x192], [0x1cd, 0x1dc], [0x218, 0x21b],
    [0x1e80, 0x1e85], [0x1e9e, 0x1e9e], [0x1ef2, 0x1ef3]],
};

// Tabler icons, by their own names; `icon("search")` in a template.
export const icons = [
  "adjustments", "alert-circle", "alert-triangle", "arrow-left", "arrow-right", "bell", "book", "bookmark", "building",
  "bulb", "calendar", "chart-bar", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
  "circle-check", "clock", "copy", "download", "external-link", "eye", "eye-off", "file", "filter", "flag", "hash",
  "heart-handshake", "help-circle", "history", "home", "hourglass", "info-circle", "language", "layout-kanban", "link",
  "list", "lock", "login", "logout", "mail", "map", "map-pin", "message", "message-circle", "paperclip", "pencil",
  "phone", "plus", "printer", "puzzle", "recycle", "refresh", "rocket", "search", "settings", "share", "speakerphone",
  "stairs", "star", "table", "tag", "target", "topology-star-3", "trash", "trending-up", "upload", "user", "user-plus",
  "users", "wifi-off", "world", "x",
];
