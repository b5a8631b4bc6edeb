// Formulas for all who show or check them: KaTeX with what notebooks expect of MathJax beside it. One set of definitions a page.
"use strict";
const teachingFormulas = katex => {
  const macros = {
    "\\label": { tokens: [], numArgs: 1 },
    "\\require": { tokens: [], numArgs: 1 },
    "\\ref": "\\text{#1}",
    "\\eqref": "\\text{(#1)}",
    "\\DeclareMathOperator": "\\@ifstar\\teachingLimits\\teachingOperator",
    "\\teachingLimits": "\\gdef#1{\\operatorname*{#2}}",
    "\\teachingOperator": "\\gdef#1{\\operatorname{#2}}",
  };
  const environments = { eqnarray: ["darray", "{rcl}"], multline: ["gather", ""], flalign: ["align", ""], displaymath: ["gather*", ""] };
  // KaTeX asks whether a command is new; notebooks define theirs anew in each cell that uses it.
  const defined = tex => tex.replace(/\\(?:re)?newcommand\*?\s*(\{\s*\\(?:[A-Za-z@]+|[^A-Za-z@])\s*\}|\\[A-Za-z@]+)/g, "\\providecommand$1{}\\renewcommand$1");
  const known = tex => tex.replace(/\\(begin|end)\{(eqnarray|multline|flalign|displaymath)\*?\}/g,
    (_, edge, name) => `\\${edge}{${environments[name][0]}}${edge === "begin" ? environments[name][1] : ""}`);
  const prepared = tex => known(defined(tex));
  const options = display => ({ displayMode: display, macros, globalGroup: true, strict: "ignore", throwOnError: true });
  return {
    // Puts a formula into an element; throws where KaTeX refuses it.
    typeset: (tex, display, element) => katex.render(prepared(tex), element, options(display)),
    // Why KaTeX refuses a formula; null when it does not.
    refusal: (tex, display) => {
      try {
        katex.__parse(prepared(tex), options(display));
        return null;
      } catch (error) {
        return String(error.message);
      }
    },
  };
};
