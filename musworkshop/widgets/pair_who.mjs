// Who can see what the two write: said first, before anything else.

/** The sentence as a chip with its eye; `show(sentence)`, "" shows nothing. */
export function pairWho() {
  const root = whoLine("");
  root.classList.add("mus-pair-who");
  return root;
}
