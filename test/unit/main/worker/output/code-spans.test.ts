import { expect, it } from "vitest";
import { CodeSpans } from "../../../../../src/main/worker/output/code-spans";

/** Where in the text an `@` stands inside code. */
function marked(text: string): readonly boolean[] {
  const code = new CodeSpans();
  const inside: boolean[] = [];
  for (const character of text) {
    if (character === "@") inside.push(code.isInside(character));
    code.push(character);
  }
  return inside;
}

it.each([
  ["@ `@` @", [false, true, false]],
  ["``@ ` @`` @", [true, true, false]],
  ["an open ` @\n@", [true, false]],
  ["```js\n@\n```\n@", [true, false]],
  ["````\n```\n@\n````\n@", [true, false]],
  ["```\n`@`\n x ```\n@\n```@", [true, true, false]],
  ["  ```\n@", [true]],
  ["x ``` @ ``` @", [true, false]],
])("follows code in %j", (text, inside) => {
  expect(marked(text)).toEqual(inside);
});
