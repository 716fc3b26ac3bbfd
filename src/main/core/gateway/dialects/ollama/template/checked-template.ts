import { broken } from "./go-template";
import { jinjaOfGo } from "./jinja-of-go";

const longestTemplate = 200_000;

/**
 * A template of a request, in Go's language only: what is made of it goes over the messages once. Jinja can do anything, also hold up
 * the model for everyone. @throws TresorError `invalid_request`
 */
export function requestTemplate(template: string): string {
  if (isJinja(template))
    throw broken("in a request it must be in Go's language; a name can be created with one in Jinja");
  return checkedTemplate(template);
}

/** A template of a name, in Go's language or in Jinja, as one in Jinja. @throws TresorError `invalid_request` */
export function checkedTemplate(template: string): string {
  if (template.length > longestTemplate) throw broken(`it has more than ${longestTemplate} characters`);
  return isJinja(template) ? template : jinjaOfGo(template);
}

function isJinja(template: string): boolean {
  return template.includes("{%");
}
