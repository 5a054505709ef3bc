"""What keyboards and screen readers need of files that take a while: buttons named after their file, and no lost place.

Streamlit has no settings for these: several buttons would be called "Prepare ZIP", and who presses one would lose the
focus, for it is switched off and then gives way to another.
"""

import streamlit as st

# Nothing of a reader's or of a release stands in it.
_SCRIPT = r"""
(() => {
  const main = document.querySelector("[data-testid=stMain]");
  if (!main) return;
  const part = (one, kind) => one.closest(`[class*=st-key-${kind}_]`)?.className.match(`st-key-${kind}_(\\w+)`)[1];
  const name = (button) => {
    const title = button.closest("[class*=st-key-download_]").querySelector(".offer b");
    if (!title) return;
    title.id = `file_${part(button, "download")}`;
    button.id = `take_${part(button, "make") ?? part(button, "get")}`;
    button.setAttribute("aria-labelledby", `${button.id} ${title.id}`);
  };
  const said = document.getElementById("files_said") ?? document.body.appendChild(document.createElement("p"));
  Object.assign(said, { id: "files_said", className: "unseen", role: "status" });
  const tell = () => {
    const told = [...main.querySelectorAll("[class*=st-key-offer_] details summary")].map((one) => one.textContent);
    if (said.textContent !== told.join(" ")) said.textContent = told.join(" ");
  };
  // Where the reader has gone on meanwhile, the focus stays there.
  const follow = () => {
    const own = window.fileAsked;
    if (!own || document.activeElement !== document.body) return;
    const next = main.querySelector(`.st-key-get_${own} button, .st-key-make_${own} button:not(:disabled)`);
    if (!next) return;
    window.fileAsked = null;
    next.focus({ preventScroll: true });
  };
  const mend = () => {
    main.querySelectorAll("[class*=st-key-download_] button").forEach(name);
    tell();
    follow();
  };
  mend();
  window.filesWatch?.disconnect();
  window.filesWatch = new MutationObserver(mend);
  const all = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["disabled"] };
  window.filesWatch.observe(main, all);
  main.onclick = (event) => { window.fileAsked = part(event.target, "make") ?? null; };
})();
"""


def show_focus() -> None:
    """Put it on the page; nothing that the eye sees."""
    st.html(f"<script>{_SCRIPT}</script>", unsafe_allow_javascript=True, width="content")
