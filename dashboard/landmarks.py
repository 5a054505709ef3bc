"""What Streamlit lacks for screen readers: the language, a named menu, and the way past it in that language."""

import json

import streamlit as st

from indicators.texts import Texts

# Streamlit has no settings for these. The words come from the definitions, never from a reader.
_SCRIPT = """
(() => {
  const said = %s, find = (name) => document.querySelector(`[data-testid=${name}]`);
  document.documentElement.lang = said.language;
  const side = find("stSidebar"), skip = find("stSkipToContent");
  if (skip) skip.textContent = said.skip;
  if (!side) return;
  side.setAttribute("role", "complementary");
  side.setAttribute("aria-label", said.menu);
  // The menu's list holds headings and boxes between its lines, so to a screen reader it is no list.
  const mend = () => {
    find("stSidebarNavItems")?.setAttribute("role", "group");
    side.querySelectorAll("[data-testid=stSidebarNavItems] li").forEach((one) => one.setAttribute("role", "none"));
  };
  mend();
  window.menuWatch?.disconnect();
  window.menuWatch = new MutationObserver(mend);
  window.menuWatch.observe(side, { childList: true, subtree: true });
})();
"""

# Escape closes an explanation without moving the pointer or the focus, which style sheets can't do.
_CLOSE_TIPS = """
if (!window.closesTips) {
  window.closesTips = true;
  const close = (is) => document.documentElement.classList.toggle("tips-closed", is);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, () => close(false));
}
"""


def show_landmarks(texts: Texts) -> None:
    """Put them on the page; nothing that the eye sees."""
    said = {"language": texts.language, "menu": texts("Menu and settings"), "skip": texts("Skip to the content")}
    # A closing tag within the script would end it early.
    script = _SCRIPT % json.dumps(said, ensure_ascii=False).replace("</", "<\\/")
    st.html(f"<script>{script}{_CLOSE_TIPS}</script>", unsafe_allow_javascript=True, width="content")
