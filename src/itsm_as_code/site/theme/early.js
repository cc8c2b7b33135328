// The index of the full-text search is large: it is fetched when somebody is about to search, not with every page.
(() => {
  "use strict";

  const { open, send } = XMLHttpRequest.prototype;
  const later = new WeakSet();

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (/\/search_index\.json$/.test(address)) later.add(this);
    return open.call(this, method, address, ...rest);
  };

  XMLHttpRequest.prototype.send = function (...body) {
    if (!later.has(this)) {
      send.apply(this, body);
      return;
    }
    const begin = ({ target }) => {
      if (!target.closest(".md-search")) return;
      document.removeEventListener("focusin", begin);
      send.apply(this, body);
    };
    document.addEventListener("focusin", begin);
    if (document.activeElement) begin({ target: document.activeElement });
  };
})();
